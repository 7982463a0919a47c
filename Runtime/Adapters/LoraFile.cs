using System;
using System.Collections.Generic;

namespace DiffusionTextures.Adapters
{
    /// <summary>A LoRA, read whole: what it adds to each layer of U-Net and text encoders.</summary>
    internal sealed class LoraFile
    {
        private LoraFile(string path, List<LoraLayer> layers, List<string> unknown, bool allowPartial)
        {
            Path = path;
            Layers = layers;
            Unknown = unknown;
            AllowPartial = allowPartial;
        }

        public string Path { get; }

        public IReadOnlyList<LoraLayer> Layers { get; }

        /// <summary>Names of tensors in formats that are not known.</summary>
        public IReadOnlyList<string> Unknown { get; }

        /// <summary>Whether layers that the model does not have are passed over.</summary>
        public bool AllowPartial { get; }

        /// <summary>The family that the file was trained for, from the width of the text that its cross-attention reads; "an unknown family" where it changes none.</summary>
        public string Family
        {
            get
            {
                foreach (LoraLayer layer in Layers)
                {
                    if (layer.Part == LoraPart.UNet && layer.Key.EndsWith("attn2_to_k", StringComparison.Ordinal))
                        return FamilyOf(layer.In);
                }
                return "an unknown family";
            }
        }

        public static string FamilyOf(long contextWidth)
        {
            switch (contextWidth)
            {
                case 768: return "Stable Diffusion 1";
                case 1024: return "Stable Diffusion 2";
                case 2048: return "SDXL";
                default: return $"models with a text width of {contextWidth}";
            }
        }

        /// <exception cref="ModelException">The file is damaged, is no LoRA, or is one in a format that is not known.</exception>
        public static LoraFile Open(string path, bool allowPartial = false) => Read(SafetensorsFile.Open(path), allowPartial);

        public static LoraFile Read(SafetensorsFile file, bool allowPartial = false)
        {
            var modules = new SortedDictionary<string, Dictionary<string, SafetensorsEntry>>(StringComparer.Ordinal);
            var heads = new Dictionary<string, (LoraPart Part, string Key)>(StringComparer.Ordinal);
            var unknown = new List<string>();
            foreach (SafetensorsEntry entry in file.Entries)
            {
                if (!LoraNames.TrySplit(entry.Name, out LoraPart part, out string module, out string key, out string role))
                {
                    unknown.Add(entry.Name);
                    continue;
                }
                if (!modules.TryGetValue(module, out Dictionary<string, SafetensorsEntry>? tensors))
                {
                    modules.Add(module, tensors = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal));
                    heads.Add(module, (part, key));
                }
                if (!tensors.TryAdd(role, entry))
                    throw new ModelException($"The LoRA '{file.Path}' has two tensors for '{module}' ({role}). It is damaged: get it again.");
            }
            if (modules.Count == 0)
                throw new ModelException($"'{file.Path}' is no LoRA: none of its tensors has a name that kohya, LyCORIS, diffusers or PEFT gives. Check that it is not a checkpoint, a VAE or an embedding.");
            var layers = new List<LoraLayer>();
            foreach (KeyValuePair<string, Dictionary<string, SafetensorsEntry>> module in modules)
            {
                (LoraPart part, string key) = heads[module.Key];
                layers.Add(LoraLayerReader.Read(file, new LoraLayer(part, key, module.Key), module.Value));
            }
            return new LoraFile(file.Path, layers, unknown, allowPartial);
        }
    }
}
