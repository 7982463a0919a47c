namespace DiffusionTextures.Graphs
{
    /// <summary>Sizes of element types.</summary>
    internal static class ElementTypeSize
    {
        /// <summary>Bytes of one element; 0 where the format packs several into a byte or has no fixed size.</summary>
        public static int SizeInBytes(this ElementType type)
        {
            switch (type)
            {
                case ElementType.UInt8:
                case ElementType.Int8:
                case ElementType.Bool:
                    return 1;
                case ElementType.UInt16:
                case ElementType.Int16:
                case ElementType.Float16:
                case ElementType.BFloat16:
                    return 2;
                case ElementType.Float:
                case ElementType.Int32:
                case ElementType.UInt32:
                    return 4;
                case ElementType.Int64:
                case ElementType.UInt64:
                case ElementType.Double:
                    return 8;
                default:
                    return 0;
            }
        }
    }
}
