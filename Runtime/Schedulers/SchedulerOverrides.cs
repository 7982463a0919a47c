using System;
using System.Linq;
using System.Text;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Refuses overrides that the chosen scheduler would not read.</summary>
    internal static class SchedulerOverrides
    {
        /// <exception cref="ArgumentException">An option is set that does not belong to the class; the message names classes that have it.</exception>
        public static void Check(SchedulerDescriptor descriptor, SchedulerOptions overrides)
        {
            // Most requests override nothing, and reflection is slow the first times.
            if (overrides.Equals(SchedulerOptions.None))
            {
                return;
            }

            foreach (var property in typeof(SchedulerOptions).GetProperties())
            {
                var key = ToKey(property.Name);
                if (!SchedulerOptionTable.Keys.ContainsKey(key) || descriptor.Options.Contains(key) || property.GetValue(overrides) == null)
                {
                    continue;
                }

                var others = SchedulerDescriptors.All.Where(other => other.Options.Contains(key)).Select(other => other.ClassName).ToArray();
                throw new ArgumentException(
                    $"{descriptor.ClassName} has no option {key}. Leave it out, or choose one that has it: {string.Join(", ", others)}.",
                    nameof(TextureRequest.SchedulerOptions));
            }
        }

        /// <summary>UseKarrasSigmas as use_karras_sigmas.</summary>
        private static string ToKey(string name)
        {
            var key = new StringBuilder();
            foreach (var letter in name)
            {
                if (char.IsUpper(letter) && key.Length > 0)
                {
                    key.Append('_');
                }

                key.Append(char.ToLowerInvariant(letter));
            }

            return key.ToString();
        }
    }
}
