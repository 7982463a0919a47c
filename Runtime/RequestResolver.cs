using System;
using System.Security.Cryptography;
using DiffusionTextures.Models;
using DiffusionTextures.Pipelines;
using DiffusionTextures.Prompts;

namespace DiffusionTextures
{
    /// <summary>Checks a request against a model and fills in what it leaves to the model.</summary>
    internal sealed class RequestResolver
    {
        /// <summary>Characters of a prompt that are accepted; CLIP reads about 75 words.</summary>
        public const int MaxPromptLength = 20_000;

        private const int MaxSide = 4096;
        private const int DefaultSteps = 20;
        private const double DefaultGuidance = 7.5;
        private const float DefaultStrength = 0.8f;
        private const int DefaultNoiseLevel = 20;

        private const float DefaultRefinerStart = 0.8f;

        private readonly DiffusionModel _model;
        private readonly bool _hasRefiner;
        private readonly ComponentConfig _defaults;

        /// <param name="model">The model that runs the requests.</param>
        /// <param name="hasRefiner">Whether a refiner can take over.</param>
        public RequestResolver(DiffusionModel model, bool hasRefiner)
        {
            _model = model;
            _hasRefiner = hasRefiner;
            _defaults = model.Folder.GenerationConfig();
        }

        /// <summary>The request with every null replaced by the value that will be used.</summary>
        /// <exception cref="ArgumentException">A setting is out of range; the message names it, the range and the remedy.</exception>
        public TextureRequest Resolve(TextureRequest request, MaterialMaps targetMaps)
        {
            RequestMembers.RequireAll(request);
            CheckPrompt(request.Prompt, nameof(request.Prompt));
            CheckPrompt(request.NegativePrompt ?? string.Empty, nameof(request.NegativePrompt));
            var factor = _model.Vae.ScaleFactor;
            var enlarged = _model.IsUpscaling ? factor : 1;
            var resolved = request with
            {
                Width = request.Width ?? enlarged * SideOf(request.InitImage, 3, request.Outpaint?.Left, request.Outpaint?.Right) ?? _model.UNet.SampleWidth * factor,
                Height = request.Height ?? enlarged * SideOf(request.InitImage, 2, request.Outpaint?.Top, request.Outpaint?.Bottom) ?? _model.UNet.SampleHeight * factor,
                NoiseLevel = request.NoiseLevel ?? (_model.IsUpscaling ? DefaultNoiseLevel : (int?)null),
                Strength = request.Strength ?? (request.Mask == null && request.Outpaint == null && request.SeamRemoval == null ? DefaultStrength : 1),
                NumInferenceSteps = request.Timesteps?.Count ?? request.Sigmas?.Count - 1 ?? request.NumInferenceSteps ?? _defaults.Int32("num_inference_steps", DefaultSteps),
                GuidanceScale = request.GuidanceScale ?? (float)_defaults.Double("guidance_scale", DefaultGuidance),
                Scheduler = request.Scheduler ?? (PictureRules.NeedsDdim(request) == null ? (SchedulerKind?)null : SchedulerKind.Ddim),
                RefinerStart = request.RefinerStart ?? (_hasRefiner && RefinerRules.Allows(request, _model) ? DefaultRefinerStart : 1),
                Maps = request.Maps ?? targetMaps,
                Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            };
            resolved = WithFinalPrompts(resolved);
            CheckSide(resolved.Width!.Value, factor * _model.UNet.SizeMultiple, nameof(request.Width));
            CheckSide(resolved.Height!.Value, factor * _model.UNet.SizeMultiple, nameof(request.Height));
            CheckSteps(resolved.NumInferenceSteps!.Value);
            CheckSteps(resolved.Hires?.NumInferenceSteps ?? 1);
            CheckGuidance(resolved.GuidanceScale!.Value);
            CheckFraction(resolved.GuidanceRescale, nameof(request.GuidanceRescale));
            CheckFraction(resolved.GuidanceStart, nameof(request.GuidanceStart));
            CheckFraction(resolved.GuidanceEnd, nameof(request.GuidanceEnd));
            if (resolved.Maps == MaterialMaps.None || (resolved.Maps & ~targetMaps) != 0)
            {
                throw new ArgumentOutOfRangeException(nameof(request.Maps), resolved.Maps, $"Ask for at least one map, and only for those that the target takes: {targetMaps}.");
            }

            PictureRules.Check(resolved, _model);
            RefinerRules.Check(resolved, _model, _hasRefiner);
            CheckEdits(resolved);
            StepNoiseRules.Check(resolved, _model.SchedulerConfig);
            resolved.VaeTiling?.Validate();
            CheckPreview(resolved.Preview);
            CheckUpscale(resolved);
            var scale = resolved.Hires?.Scale ?? 1;
            return resolved with { VaeTiling = resolved.VaeTiling ?? VaeTiling.For(_model.Vae, (int)(scale * resolved.Width.Value), (int)(scale * resolved.Height.Value)) };
        }

        /// <summary>A request that runs every stage in as little time as the model can.</summary>
        public TextureRequest SmallestRequest()
        {
            var side = _model.UNet.HasFixedSize ? null : (int?)(_model.Vae.ScaleFactor * _model.UNet.SizeMultiple);
            var request = new TextureRequest("warm up, (twice:1.1)") { Width = side, Height = side, NumInferenceSteps = 4, GuidanceScale = 2, Seed = 0 };
            var height = side ?? _model.UNet.SampleHeight * _model.Vae.ScaleFactor;
            var width = side ?? _model.UNet.SampleWidth * _model.Vae.ScaleFactor;
            if (_model.IsInpainting)
            {
                request = request with { InitImage = new FloatTensor(1, 3, height, width), Mask = new FloatTensor(1, 1, height, width) };
            }
            else if (_model.IsUpscaling)
            {
                request = request with { InitImage = new FloatTensor(1, 3, height / _model.Vae.ScaleFactor, width / _model.Vae.ScaleFactor) };
            }

            return Resolve(request, MaterialMaps.All);
        }

        /// <summary>Styles applied and wildcards chosen, so that the report's request says what was really read.</summary>
        private static TextureRequest WithFinalPrompts(TextureRequest request)
        {
            if (request.Seed < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(request.Seed), request.Seed, "Seeds count from 0.");
            }

            var prompt = request.Prompt;
            var negative = request.NegativePrompt;
            foreach (var style in request.Styles)
            {
                prompt = style.Apply(prompt);
                negative = style.NegativePrompt.Length == 0 ? negative : style.ApplyNegative(negative ?? string.Empty);
            }

            if (request.PromptEmphasis != PromptEmphasis.None)
            {
                prompt = Wildcards.Expand(prompt, (ulong)request.Seed!.Value);
                negative = negative == null ? null : Wildcards.Expand(negative, (ulong)request.Seed!.Value);
            }

            request.Variation?.Validate();
            return request with { Prompt = prompt, NegativePrompt = negative, Styles = Array.Empty<PromptStyle>() };
        }

        private static void CheckPrompt(string prompt, string name)
        {
            if (prompt is null)
            {
                throw new ArgumentNullException(name, "Give an empty string for no prompt.");
            }

            if (prompt.Length > MaxPromptLength)
            {
                throw new ArgumentException($"The prompt has {prompt.Length:N0} characters; at most {MaxPromptLength:N0} are accepted. Shorten it: the model reads some 75 words.", name);
            }
        }

        private static void CheckSide(int side, int multiple, string name)
        {
            if (side < multiple || side > MaxSide || side % multiple != 0)
            {
                var near = Math.Min(MaxSide / multiple * multiple, Math.Max(multiple, (side + multiple / 2) / multiple * multiple));
                throw new ArgumentOutOfRangeException(name, side, $"A side must be a multiple of {multiple} from {multiple} to {MaxSide} for this model. Use {near}.");
            }
        }

        private void CheckEdits(TextureRequest request)
        {
            var loraCount = _model.Edits.LoraScales.Length;
            if (request.LoraWeights != null && request.LoraWeights.Count != loraCount)
            {
                throw new ArgumentException($"{request.LoraWeights.Count} weights were given for {loraCount} LoRAs. Give one for each, in the order in which they were loaded.", nameof(TextureRequest.LoraWeights));
            }

            var controlNetCount = _model.ControlNets?.Count ?? 0;
            if (request.ControlNets.Count > controlNetCount)
            {
                throw new ArgumentException($"{request.ControlNets.Count} ControlNet pictures were given, but the generator has {controlNetCount} ControlNets. Name them in {nameof(ModelEdits)}.{nameof(ModelEdits.ControlNets)}.", nameof(TextureRequest.ControlNets));
            }

            foreach (var input in request.ControlNets)
            {
                PictureRules.CheckPicture(input.Image, 3, request.Height!.Value, request.Width!.Value, nameof(TextureRequest.ControlNets));
            }

            CheckAttention(request);
            if (request.PromptEdit == null)
            {
                return;
            }

            if (!_model.Edits.HasAttentionControl)
            {
                throw new ArgumentException($"A prompt edit needs a generator loaded with {nameof(ModelEdits)}.{nameof(ModelEdits.AttentionControl)}.", nameof(TextureRequest.PromptEdit));
            }

            if (request.InitImage != null)
            {
                throw new ArgumentException("A prompt edit starts from the source prompt's own picture; it cannot be combined with a picture to start from.", nameof(TextureRequest.PromptEdit));
            }
        }

        private void CheckUpscale(TextureRequest request)
        {
            if (request.Upscale is not { } factor)
            {
                return;
            }

            if (factor < 2 || factor > 8)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.Upscale), factor, "A texture is made 2 to 8 times larger, or null for not at all.");
            }

            if (_model.Upscaler == null)
            {
                throw new ArgumentException(
                    $"Enlarging needs a generator loaded with {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.Upscaler)}. Name an .onnx file such as an export of RealESRGAN.",
                    nameof(TextureRequest.Upscale));
            }

            var hires = request.Hires?.Scale ?? 1;
            var bytes = 3L * sizeof(float) * (int)(hires * request.Width!.Value) * (int)(hires * request.Height!.Value) * factor * factor;
            if (bytes > int.MaxValue)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(TextureRequest.Upscale), factor, $"A picture of {hires * factor * request.Width} x {hires * factor * request.Height} takes {bytes >> 20} MB; at most 2047 are possible. Ask for less.");
            }
        }

        private void CheckPreview(PreviewSettings? preview)
        {
            preview?.Validate();
            if (preview?.Kind == PreviewKind.Decoder && _model.PreviewDecoder == null)
            {
                throw new ArgumentException(
                    $"Previews by {PreviewKind.Decoder} need a generator loaded with {nameof(TextureGeneratorOptions)}.{nameof(TextureGeneratorOptions.PreviewDecoderFolder)}. " +
                    $"Name a folder with a small decoder, or choose {PreviewKind.Projection} or {PreviewKind.Vae}.",
                    nameof(TextureRequest.Preview));
            }
        }

        private void CheckAttention(TextureRequest request)
        {
            var parameter = request.AttentionWords.Count > 0 ? nameof(TextureRequest.AttentionWords) : request.PromptEdit?.LocalBlendWord != null ? nameof(TextureRequest.PromptEdit) : null;
            if (parameter != null && !_model.Edits.HasAttentionMaps)
            {
                throw new ArgumentException($"The attention of words needs a generator loaded with {nameof(ModelEdits)}.{nameof(ModelEdits.AttentionMaps)}.", parameter);
            }

            if (request.PromptEdit is { } edit)
            {
                CheckFraction(edit.LocalBlendThreshold, nameof(PromptEdit.LocalBlendThreshold));
            }
        }

        /// <summary>A picture's side with what is added to it; null for a tensor that is no picture, which is refused once the size is known.</summary>
        private static int? SideOf(FloatTensor? picture, int axis, int? before, int? after)
        {
            return picture?.Shape.Count == 4 ? picture.Shape[axis] + (before ?? 0) + (after ?? 0) : (int?)null;
        }

        private static void CheckSteps(int steps)
        {
            if (steps < 1 || steps > 1000)
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.NumInferenceSteps), steps, "The number of steps must be 1 to 1000; 20 to 30 is usual.");
            }
        }

        private static void CheckFraction(float value, string name)
        {
            if (!(value >= 0 && value <= 1))
            {
                throw new ArgumentOutOfRangeException(name, value, "Give a fraction from 0 to 1.");
            }
        }

        private static void CheckGuidance(float guidance)
        {
            if (!(guidance >= 0 && guidance <= 100))
            {
                throw new ArgumentOutOfRangeException(nameof(TextureRequest.GuidanceScale), guidance, "The guidance scale must be 0 to 100; 3 to 9 is usual, 1 turns guidance off.");
            }
        }
    }
}
