using System;
using System.Globalization;

namespace DiffusionTextures.Adapters
{
    /// <summary>
    /// Translates U-Net block names of the original Stable Diffusion code ("input_blocks_4_1_proj_in"), which LoRAs of SDXL use, into diffusers' names
    /// ("down_blocks_1_attentions_0_proj_in"). The source of the numbering: every level of the U-Net is L resnets and then a down- or upsampler.
    /// </summary>
    internal static class LdmBlockNames
    {
        private static readonly (string Ldm, string Diffusers)[] Heads =
        {
            ("time_embed_0", "time_embedding_linear_1"), ("time_embed_2", "time_embedding_linear_2"),
            ("label_emb_0_0", "add_embedding_linear_1"), ("label_emb_0_2", "add_embedding_linear_2"),
            ("input_blocks_0_0", "conv_in"), ("out_2", "conv_out"),
        };

        private static readonly (string Ldm, string Diffusers)[] Resnet =
        {
            ("in_layers_2", "conv1"), ("out_layers_3", "conv2"), ("emb_layers_1", "time_emb_proj"), ("skip_connection", "conv_shortcut"),
        };

        /// <param name="key">A key with underscores.</param>
        /// <param name="layersPerBlock">Resnets of one down block of the model.</param>
        /// <returns>The translated key; the same one where it is no such name.</returns>
        public static string ToDiffusers(string key, int layersPerBlock)
        {
            foreach ((string ldm, string diffusers) in Heads)
            {
                if (key == ldm)
                    return diffusers;
            }
            if (Take(ref key, "middle_block_"))
            {
                int member = Number(ref key);
                return member == 1 ? "mid_block_attentions_0_" + key : "mid_block_resnets_" + (member == 0 ? "0_" : "1_") + ResnetMember(key);
            }
            bool input = Take(ref key, "input_blocks_");
            if (!input && !Take(ref key, "output_blocks_"))
                return key;
            int index = Number(ref key), place = Number(ref key);
            if (input)
                index--;
            string block = (input ? "down_blocks_" : "up_blocks_") + Text(index / (layersPerBlock + 1));
            int layer = index % (layersPerBlock + 1);
            if (input && layer == layersPerBlock)
                return block + "_downsamplers_0_conv";
            if (!input && key == "conv")
                return block + "_upsamplers_0_conv";
            return place == 0 ? block + "_resnets_" + Text(layer) + "_" + ResnetMember(key) : block + "_attentions_" + Text(layer) + "_" + key;
        }

        private static string ResnetMember(string member)
        {
            foreach ((string ldm, string diffusers) in Resnet)
            {
                if (member == ldm)
                    return diffusers;
            }
            return member;
        }

        private static bool Take(ref string key, string prefix)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal))
                return false;
            key = key.Substring(prefix.Length);
            return true;
        }

        /// <summary>Takes "12_" from the start; -1 where there is none.</summary>
        private static int Number(ref string key)
        {
            int end = key.IndexOf('_');
            if (end <= 0 || !int.TryParse(key.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                return -1;
            key = key.Substring(end + 1);
            return number;
        }

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
