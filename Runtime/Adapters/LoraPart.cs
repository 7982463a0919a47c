namespace DiffusionTextures.Adapters
{
    /// <summary>The model that a layer of a LoRA changes.</summary>
    internal enum LoraPart
    {
        UNet,
        TextEncoder,
        TextEncoder2,
    }
}
