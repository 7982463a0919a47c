using System;
using System.Collections.Generic;
using System.IO;

namespace DiffusionTextures
{
    /// <summary>A dense, row-major block of float32 with a shape: latents, noise and images on their way in and out, as .npy files.</summary>
    public sealed class FloatTensor
    {
        private readonly float[] _data;
        private readonly int[] _shape;

        /// <summary>A tensor of zeros.</summary>
        /// <param name="shape">Axes, outermost first; none for a single number. Copied.</param>
        /// <exception cref="ArgumentException">An axis is negative, or there are more than 2^31 - 1 elements.</exception>
        public FloatTensor(params int[] shape)
            : this(new float[Count(shape)], shape)
        {
        }

        /// <summary>A tensor over <paramref name="data"/>, which is not copied.</summary>
        /// <param name="data">The elements, row-major.</param>
        /// <param name="shape">Axes, outermost first. Copied.</param>
        /// <exception cref="ArgumentException">An axis is negative, or the shape's element count is not the length of the data.</exception>
        public FloatTensor(float[] data, params int[] shape)
        {
            _data = data ?? throw new ArgumentNullException(nameof(data));
            var count = Count(shape);
            if (count != data.Length)
            {
                throw new ArgumentException($"The shape {Describe(shape)} has {count} elements, but {data.Length} were given.", nameof(shape));
            }

            _shape = (int[])shape.Clone();
        }

        /// <summary>Axes, outermost first.</summary>
        public IReadOnlyList<int> Shape => _shape;

        /// <summary>The elements, row-major. Not a copy.</summary>
        public Memory<float> Memory => _data;

        /// <summary>The elements, row-major. Not a copy.</summary>
        public Span<float> Span => _data;

        /// <summary>Reads a .npy file (version 1 to 3) of float16, float32, float64, uint8 or int64 in C order, converted to float32.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">The file cannot be opened.</exception>
        /// <exception cref="InvalidDataException">The file is no such .npy file, or it is cut short or has bytes too many.</exception>
        public static FloatTensor Load(string path)
        {
            _ = path ?? throw new ArgumentNullException(nameof(path));
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Latents.NpyReader.Read(stream, path);
        }

        /// <summary>Writes a .npy file (version 1, float32, C order). The file appears whole or not at all.</summary>
        /// <param name="path">The file; one that exists is replaced.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="UnauthorizedAccessException">The file or its folder is read-only.</exception>
        public void Save(string path)
        {
            _ = path ?? throw new ArgumentNullException(nameof(path));
            var temporary = path + "." + Guid.NewGuid().ToString("N") + ".tmp";
            try
            {
                using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
                {
                    Latents.NpyWriter.Write(stream, this);
                }

                if (File.Exists(path))
                {
                    File.Replace(temporary, path, null);
                }
                else
                {
                    File.Move(temporary, path);
                }
            }
            finally
            {
                File.Delete(temporary);
            }
        }

        /// <summary>The shape as [a,b,c].</summary>
        public override string ToString() => Describe(_shape);

        internal static string Describe(int[] shape) => "[" + string.Join(",", shape) + "]";

        private static int Count(int[] shape)
        {
            _ = shape ?? throw new ArgumentNullException(nameof(shape));
            var count = 1L;
            foreach (var axis in shape)
            {
                count = axis >= 0 ? count * axis : -1;
                if (count < 0 || count > int.MaxValue)
                {
                    throw new ArgumentException($"The shape {Describe(shape)} is not valid, expected axes of 0 or more and at most 2^31 - 1 elements.", nameof(shape));
                }
            }

            return (int)count;
        }
    }
}
