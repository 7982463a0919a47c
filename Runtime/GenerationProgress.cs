namespace DiffusionTextures
{
    /// <summary>The stages that a texture goes through, in order.</summary>
    public enum GenerationStage
    {
        /// <summary>Models are read into sessions.</summary>
        Load,

        /// <summary>The prompt becomes conditioning.</summary>
        Text,

        /// <summary>The latent goes from noise to picture.</summary>
        Denoise,

        /// <summary>The latent becomes pixels.</summary>
        Decode,

        /// <summary>Height, normal, roughness, metallic and occlusion are made.</summary>
        Maps,

        /// <summary>The finished maps are handed to the target.</summary>
        Write,
    }

    /// <summary>How far a load or a generation has come. Reported from the inference thread.</summary>
    public readonly struct GenerationProgress
    {
        /// <summary>A point reached.</summary>
        public GenerationProgress(GenerationStage stage, int step, int stepCount)
            : this(stage, step, stepCount, null, null, null)
        {
        }

        internal GenerationProgress(GenerationStage stage, int step, int stepCount, TextureImage? preview, FloatTensor? latents, FloatTensor? noisePrediction)
        {
            Stage = stage;
            Step = step;
            StepCount = stepCount;
            Preview = preview;
            Latents = latents;
            NoisePrediction = noisePrediction;
        }

        /// <summary>The stage under way.</summary>
        public GenerationStage Stage { get; }

        /// <summary>Steps of the stage that are done, 0 to <see cref="StepCount"/>.</summary>
        public int Step { get; }

        /// <summary>Steps that the stage has.</summary>
        public int StepCount { get; }

        /// <summary>
        /// What the step expects the finished picture to be, in <see cref="PixelFormat.Rgba8Srgb"/>: the texture's size, or with
        /// <see cref="PreviewKind.Projection"/> one texel per latent cell. Null unless the request asks for it (<see cref="TextureRequest.Preview"/>). The receiver's own.
        /// </summary>
        public TextureImage? Preview { get; }

        /// <summary>The latents after the step, [N,C,h,w]; null unless the request asks for them. The receiver's own copy.</summary>
        public FloatTensor? Latents { get; }

        /// <summary>What the model predicted in the step, after guidance, [N,C,h,w]: noise, or what else the model was trained to predict. Null unless the request asks for it. The receiver's own copy.</summary>
        public FloatTensor? NoisePrediction { get; }
    }
}
