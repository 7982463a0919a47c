using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffusionTextures.Schedulers
{
    /// <summary>What <see cref="FusedStep"/> does to the kept output before it uses it.</summary>
    internal interface IStepLimit
    {
        Vector<float> Apply(Vector<float> value);

        float Apply(float value);
    }

    internal readonly struct NoLimit : IStepLimit
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Apply(Vector<float> value) => value;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Apply(float value) => value;
    }

    /// <summary>Clamps to [-limit, limit]; what is not a number stays so on every runtime.</summary>
    internal readonly struct SymmetricLimit : IStepLimit
    {
        private readonly float _limit;

        public SymmetricLimit(float limit)
        {
            _limit = limit;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Apply(Vector<float> value)
        {
            // Comparison and select, not Min and Max: newer runtimes spend ten instructions there on signs of zero and NaN.
            Vector<float> high = new(_limit), low = new(-_limit);
            var raised = Vector.ConditionalSelect(Vector.LessThan(value, low), low, value);
            return Vector.ConditionalSelect(Vector.GreaterThan(raised, high), high, raised);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Apply(float value) => value < -_limit ? -_limit : value > _limit ? _limit : value;
    }
}
