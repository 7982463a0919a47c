using DiffusionTextures.CommandLine.Editing;

namespace DiffusionTextures.CommandLine.Inspection;

/// <summary>What a model folder holds and what is wrong with it.</summary>
/// <param name="Folder">Its full path.</param>
/// <param name="Family">What the model is, in words.</param>
/// <param name="Facts">What its configuration files say, by name.</param>
/// <param name="Parts">The networks, in the folder's order.</param>
/// <param name="Problems">One line each, with the remedy; empty when the folder can be used.</param>
internal sealed record ModelInspection(
    string Folder, string Family, IReadOnlyList<KeyValuePair<string, string>> Facts, IReadOnlyList<PartInspection> Parts, IReadOnlyList<string> Problems);

/// <summary>One network of a model folder.</summary>
/// <param name="Name">Its folder, such as unet.</param>
/// <param name="Bytes">Size of the model file and its external data.</param>
/// <param name="Inputs">Name, element type and shape of each input.</param>
/// <param name="Outputs">The same of each output.</param>
/// <param name="Edits">What each edit would touch.</param>
internal sealed record PartInspection(string Name, long Bytes, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<PartEdit> Edits);
