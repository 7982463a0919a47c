using System;
using System.Collections.Generic;

namespace DiffusionTextures.Prompts
{
    /// <summary>Which prompt holds at which step. Source: AUTOMATIC1111's get_learned_conditioning_prompt_schedules.</summary>
    internal static class PromptSchedule
    {
        /// <summary>The prompts in order; the last one ends with the last step. Equal texts are one string.</summary>
        /// <param name="prompt">A prompt with or without <c>[from:to:when]</c> and <c>[a|b]</c>.</param>
        /// <param name="steps">Steps of the first pass.</param>
        /// <param name="hiresSteps">Steps of the hires pass to make the schedule of, or null for the first pass.</param>
        /// <param name="useOldScheduling">Any number below 1 is a fraction, and the hires pass repeats the first.</param>
        public static IReadOnlyList<ScheduledPrompt> Read(string prompt, int steps, int? hiresSteps = null, bool useOldScheduling = false)
        {
            var timing = new ScheduleTiming(steps, hiresSteps, useOldScheduling);
            var text = ScheduleParser.Parse(prompt, timing);
            var result = new List<ScheduledPrompt>();
            var known = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var step in EndSteps(text.Branches, timing.Steps))
            {
                var variant = text.Read((branch, _) => branch.IsAlternating
                    ? (step - 1) % branch.Options.Count
                    : step <= branch.SwitchStep ? 0 : 1);
                known.TryAdd(variant, variant);
                result.Add(new ScheduledPrompt(step, known[variant]));
            }

            return result;
        }

        /// <summary>The prompt that holds at <paramref name="step"/>, counted from 1.</summary>
        public static string At(IReadOnlyList<ScheduledPrompt> schedule, int step)
        {
            for (var i = 0; i < schedule.Count; i++)
            {
                if (step <= schedule[i].EndStep)
                {
                    return schedule[i].Text;
                }
            }

            return schedule[schedule.Count - 1].Text;
        }

        private static SortedSet<int> EndSteps(IReadOnlyList<TextBranch> branches, int steps)
        {
            var ends = new SortedSet<int> { steps };
            var alternates = false;
            foreach (var branch in branches)
            {
                alternates |= branch.IsAlternating;
                if (!branch.IsAlternating && branch.SwitchStep >= 1)
                {
                    ends.Add(branch.SwitchStep);
                }
            }

            for (var step = 1; alternates && step <= steps; step++)
            {
                ends.Add(step);
            }

            return ends;
        }
    }
}
