namespace DiffusionTextures.Textures.Containers
{
    /// <summary>The numbers by which Vulkan (KTX2) and DXGI (DDS) name each encoding.</summary>
    internal static class ContainerCodes
    {
        // In the order of TextureEncoding.
        private static readonly int[] Vulkan = { 43, 37, 9, 70, 16, 97, 134, 133, 138, 137, 139, 141, 146, 145 };
        private static readonly int[] Dxgi = { 29, 28, 61, 56, 49, 10, 72, 71, 78, 77, 80, 83, 99, 98 };

        public static int VulkanFormat(TextureEncoding encoding) => Vulkan[(int)encoding];

        public static int DxgiFormat(TextureEncoding encoding) => Dxgi[(int)encoding];

        public static bool TryFromVulkan(uint format, out TextureEncoding encoding) => TryFind(Vulkan, format, out encoding);

        public static bool TryFromDxgi(uint format, out TextureEncoding encoding) => TryFind(Dxgi, format, out encoding);

        private static bool TryFind(int[] codes, uint code, out TextureEncoding encoding)
        {
            for (var i = 0; i < codes.Length; i++)
            {
                if (codes[i] == code)
                {
                    encoding = (TextureEncoding)i;
                    return true;
                }
            }

            encoding = default;
            return false;
        }
    }
}
