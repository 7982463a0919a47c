using DiffusionTextures.Goldens;

if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: Goldens FOLDER (a folder laid out as goldens/README.md describes)");
    return 2;
}

return GoldenRunner.Run(args[0], Console.Out);
