namespace DiffusionTextures.Graphs
{
    /// <summary>A change of a model's graph. Edits of one model may be applied in any order.</summary>
    internal interface IGraphEdit
    {
        /// <summary>Changes the graph and tells what it touched.</summary>
        /// <exception cref="ModelException">The graph has nothing that this edit can change; the message names the remedy. The model may be half edited and must not be used.</exception>
        EditReport Apply(OnnxModel model);
    }
}
