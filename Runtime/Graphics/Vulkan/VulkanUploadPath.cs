namespace DiffusionTextures
{
    /// <summary>Where texels are packed and mips are made.</summary>
    public enum VulkanUploadPath
    {
        /// <summary>Compute shaders where the queue has them and the device is no processor; else staging.</summary>
        Automatic,

        /// <summary>Float planes go to the device, whose compute shaders pack them and make the mips.</summary>
        Compute,

        /// <summary>The inference thread packs and makes mips into staging memory; the device copies.</summary>
        Staging,
    }
}
