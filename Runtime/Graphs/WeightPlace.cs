namespace DiffusionTextures.Graphs
{
    /// <summary>Where the numbers of an initializer lie.</summary>
    internal enum WeightPlace
    {
        /// <summary>Small or in an unusual form: the whole message is held in memory and written back unchanged.</summary>
        Message,

        /// <summary>A range of the model file or of an external data file.</summary>
        File,

        /// <summary>New numbers, held in memory.</summary>
        Memory,
    }
}
