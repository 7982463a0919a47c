using System.Runtime.Versioning;
using System.Security.Cryptography;
using DiffusionTextures;

// Prints the target frameworks of the assemblies in use, then a hash of every map of one generation.
if (args.Length != 2)
{
    Console.Error.WriteLine("usage: NetStandardHost PROMPT SEED");
    return 2;
}

using var generator = await TextureGenerator.LoadAsync();
var material = await generator.GenerateTextureAsync(new TextureRequest(args[0]) { Seed = long.Parse(args[1]) });
foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name is "DiffusionTextures" or "Microsoft.ML.OnnxRuntime"))
{
    var framework = (TargetFrameworkAttribute)assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), false)[0];
    Console.WriteLine($"{assembly.GetName().Name} {framework.FrameworkName}");
}

foreach (var (map, image) in material)
{
    Console.WriteLine($"{map} {Convert.ToHexString(SHA256.HashData(image.Pixels.Span))}");
}

return 0;
