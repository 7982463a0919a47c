using System;
using DiffusionTextures.Latents;

namespace DiffusionTextures.Pictures
{
    /// <summary>What a request paints on and how the painting becomes the texture: a plain sheet, a picture with a mask, one to extend, or one whose border is to vanish.</summary>
    internal sealed class Canvas
    {
        private readonly PictureMerge? _merge;
        private readonly TorusShift _shift;
        private readonly int _factor;

        private Canvas(TextureRequest request, PictureMerge? merge, TorusShift shift, int factor)
        {
            Request = request;
            _merge = merge;
            _shift = shift;
            _factor = factor;
        }

        /// <summary>The request as the pipeline paints it: with the picture and the mask in the canvas's own frame.</summary>
        public TextureRequest Request { get; }

        /// <summary>Whether the decoded picture is changed.</summary>
        public bool ChangesPicture => _merge != null || !_shift.IsNone;

        /// <param name="request">A resolved request.</param>
        /// <param name="factor">Texels per latent cell and side.</param>
        /// <param name="tiling">Axes on which the model's pictures continue at the opposite border.</param>
        public static Canvas Of(TextureRequest request, int factor, TileAxes tiling)
        {
            return request switch
            {
                { SeamRemoval: { } seam } => Seam(request, seam, factor),
                { Outpaint: { } outpaint } => Extended(request, outpaint, factor, tiling),
                { Mask: { } mask, PasteUnmasked: true } => new Canvas(request, Feathered(request, mask, tiling), default, factor),
                _ => new Canvas(request, null, default, factor),
            };
        }

        /// <summary>Puts the painting into its picture and moves it back into the texture's frame.</summary>
        /// <param name="image">[3,H,W].</param>
        /// <param name="width">W.</param>
        /// <param name="height">H.</param>
        public void FinishPicture(Span<float> image, int width, int height)
        {
            _merge?.Apply(image);
            MoveBack(image, width, height);
        }

        /// <summary>Moves planes [N,H,W] back into the texture's frame.</summary>
        public void MoveBack(Span<float> planes, int width, int height) => _shift.Inverse.Times(_factor).Apply(planes, width, height);

        /// <summary>Moves latents back into the texture's frame.</summary>
        public void MoveBack(Span<float> latents, LatentShape shape) => _shift.Inverse.Apply(latents, shape.Width, shape.Height);

        private static PictureMerge Feathered(TextureRequest request, FloatTensor mask, TileAxes tiling)
        {
            var weights = GaussianBlur.Apply(mask.Span, mask.Shape[3], mask.Shape[2], request.MaskBlur, tiling);
            return PictureMerge.Feathered(request.InitImage!, weights);
        }

        private static Canvas Extended(TextureRequest request, Outpaint outpaint, int factor, TileAxes tiling)
        {
            var extension = new PictureExtension(request.InitImage!, outpaint, factor);
            var weights = extension.Weights(request.MaskBlur);
            var painted = request with { InitImage = extension.Picture, Mask = extension.CellMask(weights) };
            return new Canvas(painted, PictureMerge.Levelled(extension.Picture, weights, tiling), default, factor);
        }

        private static Canvas Seam(TextureRequest request, SeamRemoval seam, int factor)
        {
            var cross = new SeamCross(seam, request.Width!.Value / factor, request.Height!.Value / factor, factor);
            var shift = cross.Shift.Times(factor);
            var picture = shift.Moved(request.InitImage!);
            var painted = request with
            {
                InitImage = picture,
                Mask = cross.Mask(),
                ControlNets = Array.ConvertAll(System.Linq.Enumerable.ToArray(request.ControlNets), input => input with { Image = shift.Moved(input.Image) }),
            };
            return new Canvas(painted, PictureMerge.Levelled(picture, cross.Weights(), TileAxes.XY, shift), cross.Shift, factor);
        }
    }
}
