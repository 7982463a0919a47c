// A game that makes its materials while it runs: dotnet run -c Release --project Samples/GameLoop -- --png frames
using GameLoop;

return await GameLoopProgram.RunAsync(args, Console.Out, Console.Error);
