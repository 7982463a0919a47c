using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DiffusionTextures.Editor.Unity")]
