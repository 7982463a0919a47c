using System;
using System.Collections.Generic;
using DiffusionTextures.Prompts;

namespace DiffusionTextures.Conditioning
{
    /// <summary>A request's prompts, read: which texts make up which rows up to which step.</summary>
    internal sealed class PromptPlan
    {
        private PromptPlan(IReadOnlyList<PromptRow> positive, PromptRow? negative)
        {
            Positive = positive;
            Negative = negative;
        }

        /// <summary>One row, or several composed with AND.</summary>
        public IReadOnlyList<PromptRow> Positive { get; }

        /// <summary>Null when there is no guidance, whose row would be computed in vain.</summary>
        public PromptRow? Negative { get; }

        /// <summary>Reads the prompts of a resolved request.</summary>
        /// <param name="request">The request.</param>
        /// <param name="guidanceIsAnInput">The U-Net takes the guidance scale as an input and no negative row.</param>
        /// <exception cref="ArgumentException">A weight cannot be read.</exception>
        public static PromptPlan Read(TextureRequest request, bool guidanceIsAnInput)
        {
            var steps = request.NumInferenceSteps!.Value;
            var isLiteral = request.PromptEmphasis == PromptEmphasis.None;
            var positive = new List<PromptRow>();
            foreach (var part in isLiteral ? new[] { new WeightedText(request.Prompt, 1) } : MultiPrompt.Split(request.Prompt))
            {
                positive.Add(new PromptRow((float)part.Weight, Schedule(part.Text)));
            }

            // A single prompt of weight 1 without guidance needs no negative row: e_u + 1 (e_c - e_u) = e_c.
            var needsNegative = request.GuidanceScale != 1 || positive.Count > 1 || positive[0].Weight != 1;
            return new PromptPlan(positive, needsNegative && !guidanceIsAnInput ? new PromptRow(1, Schedule(request.NegativePrompt ?? string.Empty)) : null);

            IReadOnlyList<ScheduledPrompt> Schedule(string text) => isLiteral ? new[] { new ScheduledPrompt(steps, text) } : PromptSchedule.Read(text, steps);
        }
    }

    /// <summary>The texts of one row along the steps.</summary>
    internal sealed class PromptRow
    {
        public PromptRow(float weight, IReadOnlyList<ScheduledPrompt> schedule)
        {
            Weight = weight;
            Schedule = schedule;
        }

        public float Weight { get; }

        public IReadOnlyList<ScheduledPrompt> Schedule { get; }
    }
}
