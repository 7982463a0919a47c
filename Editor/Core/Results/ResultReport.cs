using DiffusionTextures.Models.Json;

namespace DiffusionTextures.Authoring
{
    /// <summary>What a stored picture was made with, defaults filled in. Immutable.</summary>
    public sealed record ResultReport
    {
        /// <summary>In texels.</summary>
        public int Width { get; init; }

        /// <summary>In texels.</summary>
        public int Height { get; init; }

        /// <summary>Solver steps.</summary>
        public int Steps { get; init; }

        /// <summary>Weight of classifier-free guidance.</summary>
        public float Guidance { get; init; }

        /// <summary>Class name of the solver.</summary>
        public string Scheduler { get; init; } = string.Empty;

        /// <summary>What computed.</summary>
        public string Provider { get; init; } = string.Empty;

        /// <summary>How long it took.</summary>
        public int Milliseconds { get; init; }

        internal static ResultReport From(MaterialTextures textures)
        {
            var report = textures.Report;
            return new ResultReport
            {
                Width = textures.Width,
                Height = textures.Height,
                Steps = report.Request.NumInferenceSteps ?? 0,
                Guidance = report.Request.GuidanceScale ?? 0,
                Scheduler = report.SchedulerName,
                Provider = report.Provider.ToString(),
                Milliseconds = (int)report.Timings.Total.TotalMilliseconds,
            };
        }

        /// <exception cref="JsonException">It is not what <see cref="ToJson"/> writes.</exception>
        internal static ResultReport Read(JsonValue json)
        {
            return new ResultReport
            {
                Width = json.Find("width")?.AsInt32() ?? 0,
                Height = json.Find("height")?.AsInt32() ?? 0,
                Steps = json.Find("steps")?.AsInt32() ?? 0,
                Guidance = (float)(json.Find("guidance")?.AsDouble() ?? 0),
                Scheduler = json.Find("scheduler")?.AsString() ?? string.Empty,
                Provider = json.Find("provider")?.AsString() ?? string.Empty,
                Milliseconds = json.Find("milliseconds")?.AsInt32() ?? 0,
            };
        }

        internal JsonValue ToJson()
        {
            return new DocumentMembers()
                .Whole("width", Width).Whole("height", Height).Whole("steps", Steps).Number("guidance", Guidance)
                .Text("scheduler", Scheduler).Text("provider", Provider).Whole("milliseconds", Milliseconds).ToValue();
        }
    }
}
