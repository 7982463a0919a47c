using System.Collections.Generic;

namespace DiffusionTextures.Authoring
{
    /// <summary>Turns settings of a document into what the generator takes.</summary>
    internal static class RequestFactory
    {
        // The pocket model decodes in milliseconds; of larger ones a projection of the latent is shown, which costs nothing.
        private static readonly PreviewSettings Exact = new PreviewSettings { Kind = PreviewKind.Vae, EverySteps = 2 };
        private static readonly PreviewSettings Coarse = new PreviewSettings { Kind = PreviewKind.Projection };

        /// <exception cref="MaterialException">A path is not allowed.</exception>
        public static TextureGeneratorOptions OptionsOf(GenerationSettings settings, DocumentPaths paths, IReadOnlyList<ExecutionProvider>? providers)
        {
            var loras = new List<LoraReference>();
            foreach (var lora in settings.Edits.Loras)
            {
                loras.Add(lora with { Path = paths.FileOf(lora.Path) });
            }

            var embeddings = new List<EmbeddingReference>();
            foreach (var embedding in settings.Edits.Embeddings)
            {
                embeddings.Add(embedding with { Path = paths.FileOf(embedding.Path) });
            }

            return new TextureGeneratorOptions
            {
                ModelFolder = paths.ModelOf(settings.Model),
                Edits = settings.Edits with { Loras = loras, Embeddings = embeddings },
                Providers = providers,
            };
        }

        /// <summary>Equal for settings that one loaded generator serves.</summary>
        public static string OptionsKey(GenerationSettings settings)
        {
            return MaterialWriter.WriteSettings(new GenerationSettings { Model = settings.Model, Edits = settings.Edits });
        }

        /// <exception cref="MaterialException">A path is not allowed.</exception>
        /// <exception cref="TextureFileException">A picture cannot be read.</exception>
        /// <exception cref="System.ArgumentException">The scheduler is unknown.</exception>
        public static TextureRequest RequestOf(GenerationSettings settings, long seed, DocumentPaths paths)
        {
            var scheduler = settings.Scheduler == null ? null : SchedulerNames.Parse(settings.Scheduler);
            var start = settings.Start;
            return new TextureRequest(settings.Prompt)
            {
                NegativePrompt = settings.Negative.Length == 0 ? null : settings.Negative,
                Styles = settings.Styles,
                Width = start == null ? settings.Width : null,
                Height = start == null ? settings.Height : null,
                NumInferenceSteps = settings.Steps,
                GuidanceScale = settings.Guidance,
                Seed = seed,
                Scheduler = scheduler?.Kind,
                SchedulerOptions = scheduler?.Options ?? SchedulerOptions.None,
                Maps = settings.Maps,
                MapSettings = settings.Relief,
                InitImage = start == null ? null : TextureImage.Load(paths.FileOf(start.Picture)).ToTensor(),
                Mask = start?.Mask == null ? null : TextureImage.Load(paths.FileOf(start.Mask)).ToMask(),
                Strength = start?.Strength,
                Preview = settings.Model == null ? Exact : Coarse,
            };
        }
    }
}
