using System;

namespace DiffusionTextures.Latents
{
    /// <summary>A mask over a picture and over its latent: 1 is repainted, 0 stays.</summary>
    internal sealed class InpaintingMask
    {
        private readonly FloatTensor _mask;

        /// <param name="mask">[1,1,H,W] in [0,1].</param>
        /// <param name="shape">Shape of the latent.</param>
        /// <param name="factor">Pixels per latent cell and side.</param>
        public InpaintingMask(FloatTensor mask, LatentShape shape, int factor)
        {
            _mask = mask;
            Latent = new float[shape.Height * shape.Width];
            for (var y = 0; y < shape.Height; y++)
            {
                for (var x = 0; x < shape.Width; x++)
                {
                    Latent[y * shape.Width + x] = mask.Span[y * factor * shape.Width * factor + x * factor];
                }
            }
        }

        /// <summary>[h,w], the nearest (top left) texel of every cell.</summary>
        public float[] Latent { get; }

        /// <summary>[h,w], 1 from a half on, else 0: inpainting models were trained on such masks only.</summary>
        public float[] Binary => Array.ConvertAll(Latent, value => value < 0.5f ? 0f : 1f);

        /// <summary>[H,W], true from a half on.</summary>
        public bool[] Texels => Array.ConvertAll(_mask.Span.ToArray(), value => value >= 0.5f);

        /// <summary>The picture with what is to be repainted set to the middle gray 0, as inpainting models were trained.</summary>
        /// <param name="picture">[1,3,H,W] in [-1,1].</param>
        public FloatTensor Blank(FloatTensor picture)
        {
            var blanked = new float[picture.Span.Length];
            var plane = _mask.Span.Length;
            for (var i = 0; i < blanked.Length; i++)
            {
                blanked[i] = _mask.Span[i % plane] < 0.5f ? picture.Span[i] : 0f;
            }

            return new FloatTensor(blanked, 1, 3, picture.Shape[2], picture.Shape[3]);
        }
    }
}
