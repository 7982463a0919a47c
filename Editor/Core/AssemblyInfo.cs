using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DiffusionTextures.Editor.Core.Tests")]
[assembly: InternalsVisibleTo("DiffusionTextures.Studio")]
[assembly: InternalsVisibleTo("DiffusionTextures.Studio.Tests")]
[assembly: InternalsVisibleTo("DiffusionTextures.Baking")]
