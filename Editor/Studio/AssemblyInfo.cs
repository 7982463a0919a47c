using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DiffusionTextures.Studio.Tests")]
