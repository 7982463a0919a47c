using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffusionTextures.Graphs;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Models
{
    /// <summary>What a part's config.json would say, read off its graph: the first ONNX exports of diffusers, such as the onnx branch of Stable Diffusion 1.5, have no such files.</summary>
    /// <remarks>Sizes follow from the shapes of the convolutions, in the order in which the export wrote them. What no graph says is left to the defaults of whoever asks.</remarks>
    internal static class GraphConfig
    {
        private const string TinyDecoderPrefix = "decoder.layers.";
        private const string XLScaling = "0.13025";

        /// <param name="component">Name of the part, such as unet.</param>
        /// <param name="modelPath">Its model.onnx.</param>
        /// <param name="isXL">Whether the part is one of Stable Diffusion XL, whose VAE scales its latents otherwise and leaves the range of float16.</param>
        /// <exception cref="ModelException">The model is missing or damaged.</exception>
        public static ComponentConfig Of(string component, string modelPath, bool isXL)
        {
            var graph = OnnxModel.Open(modelPath).Graph;
            var members = component switch
            {
                "unet" => UNet(graph),
                "vae_decoder" => Decoder(graph, isXL),
                _ => TextEncoder(graph),
            };
            return new ComponentConfig(modelPath, JsonValue.Object(members));
        }

        private static Dictionary<string, JsonValue> UNet(OnnxGraph graph)
        {
            var members = new Dictionary<string, JsonValue>();
            var convolutions = Convolutions(graph);
            if (convolutions.Count > 1)
            {
                members["in_channels"] = Number(convolutions[0].InChannels);
                members["out_channels"] = Number(convolutions[convolutions.Count - 1].OutChannels);
                var levels = convolutions.Where(convolution => convolution.Halves).Select(convolution => convolution.OutChannels).ToList();
                levels.Add(convolutions.Max(convolution => convolution.OutChannels));
                members["block_out_channels"] = List(levels);
            }

            return members;
        }

        private static Dictionary<string, JsonValue> Decoder(OnnxGraph graph, bool isXL)
        {
            var members = new Dictionary<string, JsonValue>();
            if (graph.Initializers.Any(weight => weight.Name.StartsWith(TinyDecoderPrefix, StringComparison.Ordinal)))
            {
                members["_class_name"] = JsonValue.String(VaeConfig.TinyClass);
            }
            else if (isXL)
            {
                members["scaling_factor"] = JsonValue.Number(XLScaling);
                members["force_upcast"] = JsonValue.Boolean(true);
            }

            var convolutions = Convolutions(graph);
            if (convolutions.Count > 1)
            {
                members["latent_channels"] = Number(convolutions[0].InChannels);
                var levels = new List<int> { convolutions[convolutions.Count - 1].InChannels };
                levels.AddRange(convolutions.Where(convolution => convolution.IsAfterResize).Select(convolution => convolution.OutChannels).Reverse());
                if (levels.Count > 1)
                {
                    members["block_out_channels"] = List(levels);
                }
            }

            return members;
        }

        private static Dictionary<string, JsonValue> TextEncoder(OnnxGraph graph)
        {
            var embedding = graph.Nodes.Where(node => node.Is("Gather")).Select(node => graph.Initializer(node.Inputs[0])).FirstOrDefault(weight => weight?.Dims.Length == 2);
            return embedding == null
                ? new Dictionary<string, JsonValue>()
                : new Dictionary<string, JsonValue> { ["hidden_size"] = Number((int)embedding.Dims[1]) };
        }

        private static List<Convolution> Convolutions(OnnxGraph graph)
        {
            var convolutions = new List<Convolution>();
            foreach (var node in graph.Nodes)
            {
                if (node.Is("Conv") && graph.Initializer(node.Inputs[1]) is { } weight && weight.Dims.Length == 4)
                {
                    convolutions.Add(new Convolution((int)weight.Dims[1], (int)weight.Dims[0], node.Ints("strides").Contains(2), graph.Producer(node.Inputs[0])?.OpType is "Resize" or "Upsample"));
                }
            }

            return convolutions;
        }

        private static JsonValue List(IEnumerable<int> numbers) => JsonValue.Array(numbers.Select(Number).ToList());

        private static JsonValue Number(int number) => JsonValue.Number(number.ToString(CultureInfo.InvariantCulture));

        private readonly struct Convolution
        {
            public Convolution(int inChannels, int outChannels, bool halves, bool isAfterResize)
            {
                InChannels = inChannels;
                OutChannels = outChannels;
                Halves = halves;
                IsAfterResize = isAfterResize;
            }

            public int InChannels { get; }

            public int OutChannels { get; }

            public bool Halves { get; }

            public bool IsAfterResize { get; }
        }
    }
}
