namespace DiffusionTextures
{
    /// <summary>
    /// Edits a picture by saying what it shows and, as the request's prompt, what it shall show: the noise that would have led to the picture is recovered step by step and
    /// leads to the new one (Wu and De la Torre 2022, CycleDiffusion). Needs <see cref="TextureRequest.InitImage"/> and DDIM.
    /// </summary>
    public sealed record CycleEdit
    {
        /// <summary>An edit of a picture.</summary>
        /// <param name="sourcePrompt">What the picture shows.</param>
        public CycleEdit(string sourcePrompt)
        {
            SourcePrompt = sourcePrompt;
        }

        /// <summary>What the picture shows.</summary>
        public string SourcePrompt { get; init; }

        /// <summary>Guidance towards the source prompt while the noise is recovered, 0 to 100; usually 1.</summary>
        public float SourceGuidanceScale { get; init; } = 1;

        /// <summary>Share of DDPM's noise in each step, above 0 to 1: what carries the picture's details over.</summary>
        public float Eta { get; init; } = 0.1f;
    }
}
