using System;
using System.Collections.Generic;

namespace DiffusionTextures
{
    /// <summary>What a finished generation was made with and how long each stage took.</summary>
    public sealed class GenerationReport
    {
        /// <summary>The request with every null replaced by what was used, the seed included: generate it again for the same bytes.</summary>
        public TextureRequest Request { get; internal init; } = new TextureRequest(string.Empty);

        /// <summary>Class name of the solver, as diffusers calls it.</summary>
        public string SchedulerName { get; internal init; } = string.Empty;

        /// <summary>The provider that computed.</summary>
        public ExecutionProvider Provider { get; internal init; }

        /// <summary>Time per stage.</summary>
        public GenerationTimings Timings { get; internal init; } = new GenerationTimings();

        /// <summary>
        /// Where each of <see cref="TextureRequest.AttentionWords"/> acted, in the picture's size and <see cref="PixelFormat.R8"/>: the mean of the word's cross-attention over
        /// steps and layers, 255 where it is strongest. The caller owns the pictures.
        /// </summary>
        public IReadOnlyDictionary<string, TextureImage> AttentionMaps { get; internal init; } = new Dictionary<string, TextureImage>();

        /// <summary>Final latents [1,C,h,w] as the scheduler leaves them, for a prompt edit or a cycle edit [2,C,h,w]: source, then edited; null unless the request keeps tensors.</summary>
        public FloatTensor? Latents { get; internal init; }

        /// <summary>The decoder's output, [1,3,H,W] or for a prompt edit or a cycle edit [2,3,H,W], about [-1,1], not clamped; null unless the request keeps tensors.</summary>
        public FloatTensor? DecodedImage { get; internal init; }
    }

    /// <summary>Wall-clock time of each stage of one generation.</summary>
    public sealed class GenerationTimings
    {
        /// <summary>Tokenizing and encoding the prompts.</summary>
        public TimeSpan Text { get; internal set; }

        /// <summary>All steps.</summary>
        public TimeSpan Denoise { get; internal set; }

        /// <summary>Steps made.</summary>
        public int DenoiseSteps { get; internal set; }

        /// <summary>The VAE and, where there is one, the material decoder.</summary>
        public TimeSpan Decode { get; internal set; }

        /// <summary>Maps made from the decoded planes.</summary>
        public TimeSpan Maps { get; internal set; }

        /// <summary>Handing the maps to the target.</summary>
        public TimeSpan Write { get; internal set; }

        /// <summary>From the request's turn on the inference thread to its end.</summary>
        public TimeSpan Total { get; internal set; }

        /// <summary>The part of <see cref="Total"/> spent inside ONNX Runtime's Run calls.</summary>
        public TimeSpan SessionRuns { get; internal set; }
    }
}
