using System;

namespace DiffusionTextures.Pictures
{
    /// <summary>Moves planes by whole cells, around the border: what leaves on one side comes in at the other.</summary>
    internal readonly struct TorusShift
    {
        /// <param name="right">Cells to the right.</param>
        /// <param name="down">Cells down.</param>
        public TorusShift(int right, int down)
        {
            Right = right;
            Down = down;
        }

        public int Right { get; }

        public int Down { get; }

        public bool IsNone => Right == 0 && Down == 0;

        /// <summary>The way back.</summary>
        public TorusShift Inverse => new TorusShift(-Right, -Down);

        /// <summary>The same way in cells of so many texels.</summary>
        public TorusShift Times(int texels) => new TorusShift(Right * texels, Down * texels);

        /// <summary>Moves planes [N,H,W] in place.</summary>
        public void Apply(Span<float> planes, int width, int height)
        {
            if (IsNone)
            {
                return;
            }

            var size = width * height;
            var moved = new float[size];
            for (var plane = 0; plane < planes.Length / size; plane++)
            {
                var values = planes.Slice(plane * size, size);
                for (var y = 0; y < height; y++)
                {
                    var row = moved.AsSpan(Wrap(y + Down, height) * width, width);
                    var source = values.Slice(y * width, width);
                    var split = Wrap(Right, width);
                    source.Slice(0, width - split).CopyTo(row.Slice(split));
                    source.Slice(width - split).CopyTo(row);
                }

                moved.CopyTo(values);
            }
        }

        /// <summary>A moved copy of a picture [1,C,H,W].</summary>
        public FloatTensor Moved(FloatTensor picture)
        {
            var moved = picture.Span.ToArray();
            Apply(moved, picture.Shape[3], picture.Shape[2]);
            return new FloatTensor(moved, picture.Shape[0], picture.Shape[1], picture.Shape[2], picture.Shape[3]);
        }

        private static int Wrap(int i, int count) => ((i % count) + count) % count;
    }
}
