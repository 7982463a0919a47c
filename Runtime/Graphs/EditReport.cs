using System.Collections.Generic;

namespace DiffusionTextures.Graphs
{
    /// <summary>What an edit changed in a graph, for "models inspect" and for logs.</summary>
    internal sealed class EditReport
    {
        public EditReport(string edit) => Edit = edit;

        /// <summary>What was done, in words.</summary>
        public string Edit { get; }

        /// <summary>Nodes that were changed, by name.</summary>
        public List<string> Touched { get; } = new List<string>();

        /// <summary>Nodes that one might expect to be changed and were not, with the reason.</summary>
        public List<string> LeftAlone { get; } = new List<string>();

        /// <summary>Inputs that the model has now and must be given.</summary>
        public List<string> NewInputs { get; } = new List<string>();

        /// <summary>Outputs that the model has now.</summary>
        public List<string> NewOutputs { get; } = new List<string>();
    }
}
