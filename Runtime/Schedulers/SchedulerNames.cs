using System;
using System.Collections.Generic;
using System.Text;
using DiffusionTextures.Schedulers;

namespace DiffusionTextures
{
    /// <summary>The names under which artists know the schedulers: diffusers' classes and AUTOMATIC1111's samplers.</summary>
    public static class SchedulerNames
    {
        private static readonly Dictionary<string, SchedulerChoice> Choices = new Dictionary<string, SchedulerChoice>(StringComparer.Ordinal);
        private static readonly List<KeyValuePair<string, SchedulerKind>> Aliases = new List<KeyValuePair<string, SchedulerKind>>();

        static SchedulerNames()
        {
            foreach (var descriptor in SchedulerDescriptors.All)
            {
                var choice = new SchedulerChoice(descriptor.Kind, SchedulerOptions.None);
                Choices[Normalise(descriptor.ClassName)] = choice;
            }

            var sde = new SchedulerOptions { AlgorithmType = DpmAlgorithmType.SdeDpmSolverPlusPlus };
            var plms = new SchedulerOptions { SkipPrkSteps = true };
            Alias("DDPM", SchedulerKind.Ddpm);
            Alias("DDIM", SchedulerKind.Ddim);
            Alias("DDIM Inverse", SchedulerKind.DdimInverse);
            Alias("PLMS", SchedulerKind.Pndm, plms);
            Alias("LMS", SchedulerKind.LmsDiscrete);
            Alias("Euler", SchedulerKind.EulerDiscrete);
            Alias("Euler a", SchedulerKind.EulerAncestralDiscrete);
            Alias("Euler Ancestral", SchedulerKind.EulerAncestralDiscrete);
            Alias("Heun", SchedulerKind.HeunDiscrete);
            Alias("DPM2", SchedulerKind.Kdpm2Discrete);
            Alias("KDPM2", SchedulerKind.Kdpm2Discrete);
            Alias("DPM2 a", SchedulerKind.Kdpm2AncestralDiscrete);
            Alias("KDPM2 Ancestral", SchedulerKind.Kdpm2AncestralDiscrete);
            Alias("DPM++ 2M", SchedulerKind.DpmSolverMultistep);
            Alias("DPM++ 2M SDE", SchedulerKind.DpmSolverMultistep, sde);
            Alias("DPM++ 2M SDE Heun", SchedulerKind.DpmSolverMultistep, sde with { SolverType = SolverType.Heun });
            Alias("DPM++ 3M SDE", SchedulerKind.DpmSolverMultistep, sde with { SolverOrder = 3 });
            Alias("DPM++ 2S", SchedulerKind.DpmSolverSinglestep);
            Alias("DPM++ SDE", SchedulerKind.DpmSolverSde);
            Alias("DEIS", SchedulerKind.DeisMultistep);
            Alias("UniPC", SchedulerKind.UniPCMultistep);
            Alias("LCM", SchedulerKind.Lcm);
            Alias("TCD", SchedulerKind.Tcd);
            Alias("FlowMatchEuler", SchedulerKind.FlowMatchEulerDiscrete);
        }

        /// <summary>Reads a diffusers class with or without "Scheduler", or an AUTOMATIC1111 name with or without Karras, Exponential or Beta; any case.</summary>
        /// <exception cref="ArgumentException">The name is unknown; the message suggests near ones.</exception>
        public static SchedulerChoice Parse(string name)
        {
            _ = name ?? throw new ArgumentNullException(nameof(name));
            var key = Normalise(name);
            if (Choices.TryGetValue(key, out var choice))
            {
                return choice;
            }

            var spaced = Spacing(key, "karras", choice => choice with { UseKarrasSigmas = true })
                ?? Spacing(key, "exponential", choice => choice with { UseExponentialSigmas = true })
                ?? Spacing(key, "beta", choice => choice with { UseBetaSigmas = true });
            return spaced ?? throw new ArgumentException($"Unknown scheduler '{Shorten(name)}'. {NearNames.Suggest(name, All())}", nameof(name));
        }

        internal static IReadOnlyList<string> AliasesOf(SchedulerKind kind)
        {
            var names = new List<string>();
            foreach (var alias in Aliases)
            {
                if (alias.Value == kind)
                {
                    names.Add(alias.Key);
                }
            }

            return names;
        }

        private static SchedulerChoice? Spacing(string key, string suffix, Func<SchedulerOptions, SchedulerOptions> with)
        {
            if (!key.EndsWith(suffix, StringComparison.Ordinal) || !Choices.TryGetValue(key.Substring(0, key.Length - suffix.Length), out var choice))
            {
                return null;
            }

            var respaces = false;
            foreach (var option in SchedulerDescriptors.Of(choice.Kind).Options)
            {
                respaces |= option == "use_" + suffix + "_sigmas";
            }

            return respaces ? new SchedulerChoice(choice.Kind, with(choice.Options)) : null;
        }

        private static void Alias(string name, SchedulerKind kind, SchedulerOptions? options = null)
        {
            Choices[Normalise(name)] = new SchedulerChoice(kind, options ?? SchedulerOptions.None);
            Aliases.Add(new KeyValuePair<string, SchedulerKind>(name, kind));
        }

        private static IEnumerable<string> All()
        {
            foreach (var alias in Aliases)
            {
                yield return alias.Key;
            }

            foreach (var descriptor in SchedulerDescriptors.All)
            {
                yield return descriptor.ClassName;
                if (descriptor.Kind == SchedulerKind.DpmSolverMultistep)
                {
                    yield return "DPM++ 2M Karras";
                }
            }
        }

        // Lower case, letters, digits and plus signs only, without a trailing "scheduler" or "discrete".
        private static string Normalise(string name)
        {
            var text = new StringBuilder(Math.Min(name.Length, 128));
            foreach (var c in name)
            {
                if (text.Length < 128 && (char.IsLetterOrDigit(c) || c == '+'))
                {
                    text.Append(char.ToLowerInvariant(c));
                }
            }

            var key = text.ToString();
            foreach (var suffix in new[] { "scheduler", "discrete", "multistep" })
            {
                key = key.EndsWith(suffix, StringComparison.Ordinal) && key.Length > suffix.Length
                    && key != "dpmsolvermultistep" ? key.Substring(0, key.Length - suffix.Length) : key;
            }

            return key;
        }

        private static string Shorten(string name) => name.Length > 64 ? $"{name.Substring(0, 64)}…" : name;
    }
}
