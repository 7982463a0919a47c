namespace DiffusionTextures.Pictures
{
    /// <summary>Neighbourhood of texels on a picture whose borders reflect or continue at the opposite one.</summary>
    internal readonly struct TexelGrid
    {
        private readonly int _width;
        private readonly int _height;
        private readonly TileAxes _wrap;

        public TexelGrid(int width, int height, TileAxes wrap)
        {
            _width = width;
            _height = height;
            _wrap = wrap;
        }

        /// <summary>Index of the texel at a side: 0 left, 1 right, 2 above, 3 below; the texel itself beyond a border that reflects.</summary>
        public int Neighbour(int texel, int side)
        {
            var x = texel % _width;
            var y = texel / _width;
            return side switch
            {
                0 => x > 0 ? texel - 1 : (_wrap & TileAxes.X) != 0 ? texel + _width - 1 : texel,
                1 => x < _width - 1 ? texel + 1 : (_wrap & TileAxes.X) != 0 ? texel - _width + 1 : texel,
                2 => y > 0 ? texel - _width : (_wrap & TileAxes.Y) != 0 ? texel + ((_height - 1) * _width) : texel,
                _ => y < _height - 1 ? texel + _width : (_wrap & TileAxes.Y) != 0 ? texel - ((_height - 1) * _width) : texel,
            };
        }
    }
}
