using DiffusionTextures.CommandLine;

using var stop = new StopSignal();
return await Dtex.RunAsync(args, ToolConsole.OfProcess, stop.Token);
