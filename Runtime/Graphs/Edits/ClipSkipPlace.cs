namespace DiffusionTextures.Graphs.Edits
{
    /// <summary>Which output of a text encoder gives the hidden state that clip skip chooses.</summary>
    internal enum ClipSkipPlace
    {
        /// <summary>A new output; those of the export stay as they are.</summary>
        OwnOutput,

        /// <summary>last_hidden_state, which tools read for Stable Diffusion 1 and 2.</summary>
        LastHiddenState,

        /// <summary>The last but one of the hidden_states, which tools read for SDXL.</summary>
        Penultimate,
    }
}
