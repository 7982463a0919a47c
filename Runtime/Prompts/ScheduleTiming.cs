using System;
using System.Globalization;

namespace DiffusionTextures.Prompts
{
    /// <summary>Turns the number of <c>[from:to:when]</c> into a step, with AUTOMATIC1111's rules for the hires pass and its old scheduling.</summary>
    internal readonly struct ScheduleTiming
    {
        private readonly bool _isOld;
        private readonly int _wholeOffset;
        private readonly double _fractionOffset;

        /// <summary>Timing of the first pass (<paramref name="hiresSteps"/> null) or of the hires pass that follows it.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A number of steps is below 1.</exception>
        public ScheduleTiming(int baseSteps, int? hiresSteps, bool isOld)
        {
            if (baseSteps < 1 || hiresSteps < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(baseSteps), baseSteps, "A schedule needs at least 1 step.");
            }

            var isFirst = hiresSteps == null || isOld;
            _isOld = isOld;
            _wholeOffset = isFirst ? 0 : baseSteps;
            _fractionOffset = isFirst ? 0 : 1;
            Steps = isFirst ? baseSteps : hiresSteps!.Value;
        }

        /// <summary>Steps of the pass.</summary>
        public int Steps { get; }

        /// <summary>The last step, counted from 1, at which the first option holds: at most <see cref="Steps"/>; below 1 for never.</summary>
        /// <remarks>A number with a point is a fraction of the steps, one without is a step; in old scheduling, a number below 1 is the fraction.</remarks>
        public int SwitchStep(string number)
        {
            var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (_isOld)
            {
                value = value < 1 ? value * Steps : value;
            }
            else
            {
                value = number.Contains('.') ? (value - _fractionOffset) * Steps : value - _wholeOffset;
            }

            return value >= Steps ? Steps : value < 1 ? 0 : (int)value;
        }
    }
}
