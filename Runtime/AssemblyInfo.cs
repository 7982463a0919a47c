using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DiffusionTextures.Tests")]
[assembly: InternalsVisibleTo("Goldens")]
[assembly: InternalsVisibleTo("Benchmarks")]
[assembly: InternalsVisibleTo("dtex")]
[assembly: InternalsVisibleTo("DiffusionTextures.Baking")]
[assembly: InternalsVisibleTo("DiffusionTextures.Windows")]
