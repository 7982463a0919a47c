using System;

namespace DiffusionTextures.Adapters
{
    /// <summary>
    /// Splits the name of a LoRA's tensor into model, module and role. Known: kohya and LyCORIS ("lora_unet_mid_block_..._to_q.lora_down.weight"), diffusers and PEFT
    /// ("unet.mid_block....to_q.lora_A.weight"), legacy diffusers ("unet....attn1.processor.to_q_lora.down.weight", "....lora_linear_layer.down.weight").
    /// </summary>
    internal static class LoraNames
    {
        private static readonly (string Suffix, string Role)[] Roles =
        {
            (".lora_down.weight", "down"), (".lora_up.weight", "up"), (".lora_mid.weight", "mid"), (".alpha", "alpha"),
            (".lora_A.default.weight", "down"), (".lora_B.default.weight", "up"), (".lora_A.weight", "down"), (".lora_B.weight", "up"),
            (".lora.down.weight", "down"), (".lora.up.weight", "up"), (".lora_linear_layer.down.weight", "down"), (".lora_linear_layer.up.weight", "up"),
            ("_lora.down.weight", "down"), ("_lora.up.weight", "up"),
            (".hada_w1_a", "w1a"), (".hada_w1_b", "w1b"), (".hada_w2_a", "w2a"), (".hada_w2_b", "w2b"), (".hada_t1", "t1"), (".hada_t2", "t2"),
        };

        private static readonly (string Prefix, LoraPart Part)[] Parts =
        {
            ("lora_unet_", LoraPart.UNet), ("lora_te1_", LoraPart.TextEncoder), ("lora_te2_", LoraPart.TextEncoder2), ("lora_te_", LoraPart.TextEncoder),
            ("base_model.model.unet.", LoraPart.UNet), ("base_model.model.text_encoder_2.", LoraPart.TextEncoder2), ("base_model.model.text_encoder.", LoraPart.TextEncoder),
            ("unet.", LoraPart.UNet), ("text_encoder_2.", LoraPart.TextEncoder2), ("text_encoder.", LoraPart.TextEncoder),
            ("base_model.model.text_model.", LoraPart.TextEncoder), ("base_model.model.", LoraPart.UNet),
        };

        /// <summary>False for tensors that are none of the known formats.</summary>
        /// <param name="tensor">Name of the tensor.</param>
        /// <param name="part">The model.</param>
        /// <param name="module">Name of the module in the file, with the model's prefix.</param>
        /// <param name="key">The module's path with underscores.</param>
        /// <param name="role">"down", "up", "mid", "alpha", "w1a" and so on.</param>
        public static bool TrySplit(string tensor, out LoraPart part, out string module, out string key, out string role)
        {
            part = LoraPart.UNet;
            module = key = role = "";
            foreach ((string suffix, string name) in Roles)
            {
                if (!tensor.EndsWith(suffix, StringComparison.Ordinal))
                    continue;
                module = tensor.Substring(0, tensor.Length - suffix.Length);
                role = name;
                break;
            }
            if (role.Length == 0)
                return false;
            string path = module;
            foreach ((string prefix, LoraPart model) in Parts)
            {
                if (!module.StartsWith(prefix, StringComparison.Ordinal))
                    continue;
                part = model;
                path = module.Substring(prefix.Length);
                key = path.Replace(".processor.", ".", StringComparison.Ordinal).Replace('.', '_');
                // Legacy diffusers calls the output projection "to_out"; the module is the first of a list.
                if (key.EndsWith("_to_out", StringComparison.Ordinal))
                    key += "_0";
                if (module.StartsWith("base_model.model.text_model.", StringComparison.Ordinal))
                    key = "text_model_" + key;
                return true;
            }
            return false;
        }
    }
}
