using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DiffusionTextures.Tests")]
[assembly: InternalsVisibleTo("Goldens")]
[assembly: InternalsVisibleTo("Benchmarks")]
[assembly: InternalsVisibleTo("dtex")]
[assembly: InternalsVisibleTo("DiffusionTextures.Editor.Core")]
[assembly: InternalsVisibleTo("DiffusionTextures.Editor.Core.Tests")]
[assembly: InternalsVisibleTo("DiffusionTextures.Studio")]
[assembly: InternalsVisibleTo("DiffusionTextures.Studio.Tests")]
[assembly: InternalsVisibleTo("DiffusionTextures.Baking")]
[assembly: InternalsVisibleTo("DiffusionTextures.Baking.Tests")]
