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
        {
            Stage = stage;
            Step = step;
            StepCount = stepCount;
        }

        /// <summary>The stage under way.</summary>
        public GenerationStage Stage { get; }

        /// <summary>Steps of the stage that are done, 0 to <see cref="StepCount"/>.</summary>
        public int Step { get; }

        /// <summary>Steps that the stage has.</summary>
        public int StepCount { get; }
    }
}
