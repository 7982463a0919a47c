using DiffusionTextures;
using GameLoop.Scene;

namespace GameLoop;

/// <summary>A set of the game's textures, and the target through which the runtime writes them.</summary>
internal sealed record MaterialSlot(MaterialSet Set, GraphicsTarget Target);
