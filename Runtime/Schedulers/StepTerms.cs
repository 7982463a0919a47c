using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffusionTextures.Schedulers
{
    /// <summary>Weighted tensors that <see cref="FusedStep"/> adds. They point into pinned memory: not to be kept.</summary>
    internal interface IStepTerms
    {
        /// <summary>Adds the elements from <paramref name="i"/> on.</summary>
        Vector<float> AddTo(Vector<float> sum, nint i);

        /// <summary>Adds element <paramref name="i"/>.</summary>
        float AddTo(float sum, nint i);
    }

    internal readonly struct NoTerms : IStepTerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> AddTo(Vector<float> sum, nint i) => sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, nint i) => sum;
    }

    /// <summary>a x.</summary>
    internal readonly unsafe struct OneTerm : IStepTerms
    {
        private readonly float* _x;
        private readonly float _a;

        public OneTerm(float* x, double a)
        {
            _x = x;
            _a = (float)a;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> AddTo(Vector<float> sum, nint i) => sum + (_a * *(Vector<float>*)(_x + i));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, nint i) => sum + (_a * _x[i]);
    }

    /// <summary>a x + b y.</summary>
    internal readonly unsafe struct TwoTerms : IStepTerms
    {
        private readonly float* _x;
        private readonly float* _y;
        private readonly float _a;
        private readonly float _b;

        public TwoTerms(float* x, double a, float* y, double b)
        {
            _x = x;
            _y = y;
            _a = (float)a;
            _b = (float)b;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> AddTo(Vector<float> sum, nint i) => sum + (_a * *(Vector<float>*)(_x + i)) + (_b * *(Vector<float>*)(_y + i));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, nint i) => sum + (_a * _x[i]) + (_b * _y[i]);
    }

    /// <summary>a x + b y + c z.</summary>
    internal readonly unsafe struct ThreeTerms : IStepTerms
    {
        private readonly float* _x;
        private readonly float* _y;
        private readonly float* _z;
        private readonly float _a;
        private readonly float _b;
        private readonly float _c;

        public ThreeTerms(float* x, double a, float* y, double b, float* z, double c)
        {
            _x = x;
            _y = y;
            _z = z;
            _a = (float)a;
            _b = (float)b;
            _c = (float)c;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> AddTo(Vector<float> sum, nint i)
        {
            return sum + (_a * *(Vector<float>*)(_x + i)) + (_b * *(Vector<float>*)(_y + i)) + (_c * *(Vector<float>*)(_z + i));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float AddTo(float sum, nint i) => sum + (_a * _x[i]) + (_b * _y[i]) + (_c * _z[i]);
    }
}
