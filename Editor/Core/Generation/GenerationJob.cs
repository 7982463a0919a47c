using System.Threading;

namespace DiffusionTextures.Authoring
{
    /// <summary>What a job is doing.</summary>
    public enum JobStatus
    {
        /// <summary>Others are before it.</summary>
        Queued,

        /// <summary>The model is read.</summary>
        Loading,

        /// <summary>The picture is made.</summary>
        Running,

        /// <summary>The picture is stored and in the material's history.</summary>
        Done,

        /// <summary>It went wrong: <see cref="JobState.Problem"/> says why.</summary>
        Failed,

        /// <summary>Somebody stopped it.</summary>
        Cancelled,
    }

    /// <summary>How far a job has come. Immutable.</summary>
    public sealed record JobState
    {
        /// <summary>What it is doing.</summary>
        public JobStatus Status { get; init; }

        /// <summary>The stage of the generator.</summary>
        public GenerationStage Stage { get; init; }

        /// <summary>Steps of the stage that are done.</summary>
        public int Step { get; init; }

        /// <summary>Steps of the stage.</summary>
        public int StepCount { get; init; }

        /// <summary>Counts the previews that came so far; 0 before the first (<see cref="GenerationJob.Preview"/>).</summary>
        public int Previews { get; init; }

        /// <summary>Name of the result once it is done.</summary>
        public string? Result { get; init; }

        /// <summary>Whether the result lay in the cache, so that nothing had to be computed.</summary>
        public bool FromCache { get; init; }

        /// <summary>What went wrong and what to do.</summary>
        public string? Problem { get; init; }

        /// <summary>Whether nothing more will happen.</summary>
        public bool IsOver => Status >= JobStatus.Done;
    }

    /// <summary>One picture that was asked for.</summary>
    public sealed class GenerationJob
    {
        private JobState _state = new JobState();
        private TextureImage? _preview;

        internal GenerationJob(int id, string material, GenerationSettings settings, long seed, string? grid)
        {
            Id = id;
            Material = material;
            Settings = settings;
            Seed = seed;
            Grid = grid;
        }

        /// <summary>Counts the jobs of a session from 1.</summary>
        public int Id { get; }

        /// <summary>The material that it belongs to.</summary>
        public string Material { get; }

        /// <summary>How it is made.</summary>
        public GenerationSettings Settings { get; }

        /// <summary>Its seed.</summary>
        public long Seed { get; }

        /// <summary>Name of the grid that it is part of, or null.</summary>
        public string? Grid { get; }

        /// <summary>How far it has come; replaced as a whole.</summary>
        public JobState State
        {
            get => Volatile.Read(ref _state);
            internal set => Volatile.Write(ref _state, value);
        }

        /// <summary>What the last step expected the picture to be, in <see cref="PixelFormat.Rgba8Srgb"/>, perhaps coarser than the picture; null before the first. Not changed any more.</summary>
        public TextureImage? Preview
        {
            get => Volatile.Read(ref _preview);
            internal set => Volatile.Write(ref _preview, value);
        }

        internal CancellationTokenSource Cancellation { get; } = new CancellationTokenSource();
    }
}
