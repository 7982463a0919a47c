using System;
using DiffusionTextures.Conditioning;
using DiffusionTextures.Graphs.Edits;

namespace DiffusionTextures.Denoising
{
    /// <summary>
    /// Sets the inputs that the attention-control edit gave the U-Net, step by step. The batch is [negative source, negative target, source, target]
    /// or [source, target]; only the target's conditioned row takes from the source's.
    /// </summary>
    /// <remarks>
    /// P_target' = P_source M diag(alpha) + P_target diag(1 - alpha) in the first cross steps, and P_target' = P_source in the first self steps
    /// (Hertz et al. 2022, section 4). No renormalisation, as in the reference.
    /// </remarks>
    internal sealed class AttentionInjection
    {
        /// <summary>Leaves the model as it is.</summary>
        public static readonly AttentionInjection None = new AttentionInjection(null, 0, 0);

        private readonly PromptMapping? _mapping;
        private readonly int _crossSteps;
        private readonly int _selfSteps;

        /// <param name="mapping">How the target's tokens take attention from the source's; null leaves the model as it is.</param>
        /// <param name="crossSteps">Steps with the source's cross-attention.</param>
        /// <param name="selfSteps">Steps with the source's self-attention.</param>
        public AttentionInjection(PromptMapping? mapping, int crossSteps, int selfSteps)
        {
            _mapping = mapping;
            _crossSteps = crossSteps;
            _selfSteps = selfSteps;
        }

        /// <summary>Writes the inputs of a step; those of a model without the edit are absent and nothing happens.</summary>
        public void Write(UNetRun run, int step)
        {
            if (run.Extra(AttentionControl.SelfRows) is not { } selfRows)
            {
                return;
            }

            var crossRows = run.Extra(AttentionControl.CrossRows)!.Values;
            var keep = run.Extra(AttentionControl.CrossKeep)!.Values;
            var map = run.Extra(AttentionControl.CrossMap)!.Values;
            for (var row = 0; row < run.Rows; row++)
            {
                selfRows.Values[row] = row;
                crossRows[row] = row;
            }

            keep.Fill(1);
            map.Clear();
            if (_mapping == null)
            {
                return;
            }

            var target = run.Rows - 1;
            var source = target - 1;
            if (step < _selfSteps)
            {
                selfRows.Values[target] = source;
            }

            if (step < _crossSteps)
            {
                crossRows[target] = source;
                WriteMapping(keep.Slice(target * _mapping.Tokens), map.Slice(target * _mapping.Tokens * _mapping.Tokens));
            }
        }

        private void WriteMapping(Span<float> keep, Span<float> map)
        {
            var tokens = _mapping!.Tokens;
            for (var target = 0; target < tokens; target++)
            {
                keep[target] = 1 - _mapping.Alpha[target];
            }

            for (var source = 0; source < tokens; source++)
            {
                for (var target = 0; target < tokens; target++)
                {
                    map[source * tokens + target] = _mapping.Mapper[source * tokens + target] * _mapping.Alpha[target];
                }
            }
        }
    }
}
