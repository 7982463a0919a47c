using System;
using System.Linq;
using DiffusionTextures.Models;
using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Denoising
{
    /// <summary>What a run of diffusers' U-Net has in memory at least, beside its weights: the first feature map, and the attention of its finest level.</summary>
    internal sealed class UNetMemory
    {
        private static readonly string[] HeadKeys = { "num_attention_heads", "attention_head_dim" };

        private readonly int _channels;
        private readonly int _attentionLevel;
        private readonly int _heads;

        /// <param name="config">The U-Net's config.json. One that does not describe its blocks, as those of other networks, makes for an estimate of 0.</param>
        public UNetMemory(ComponentConfig config)
        {
            var blocks = config.Json.Find("down_block_types")?.Items.Select(block => block.Kind == JsonKind.String ? block.AsString() : string.Empty).ToArray() ?? Array.Empty<string>();
            _channels = blocks.Length == 0 ? 0 : config.Int32List("block_out_channels").DefaultIfEmpty(0).First();
            _attentionLevel = Array.FindIndex(blocks, block => block.StartsWith("CrossAttn", StringComparison.Ordinal));

            // What diffusers calls attention_head_dim is the number of heads.
            var heads = Array.Find(HeadKeys, key => config.Json.Find(key)?.Kind is JsonKind.Number or JsonKind.Array);
            _heads = heads == null ? 1 : config.Int32List(heads).Skip(Math.Max(0, _attentionLevel)).DefaultIfEmpty(1).First();
        }

        /// <summary>Bytes of one run.</summary>
        /// <param name="rows">Rows that are run at once.</param>
        /// <param name="height">Latent cells.</param>
        /// <param name="width">Latent cells.</param>
        /// <param name="hasAttentionScores">Whether attention makes the whole matrix of every cell with every other.</param>
        /// <param name="elementSize">Bytes of a number.</param>
        public long Bytes(int rows, int height, int width, bool hasAttentionScores, int elementSize)
        {
            var numbers = (long)rows * _channels * height * width;
            if (hasAttentionScores && _attentionLevel >= 0)
            {
                var cells = (long)(height >> _attentionLevel) * (width >> _attentionLevel);
                numbers += rows * _heads * cells * cells;
            }

            return elementSize * numbers;
        }
    }
}
