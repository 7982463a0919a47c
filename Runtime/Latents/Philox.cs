namespace DiffusionTextures.Latents
{
    /// <summary>Philox 4x32-10, a random function of counter and key. Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".</summary>
    internal static class Philox
    {
        /// <summary>The four words that belong to a counter of four words and a key of 64 bits.</summary>
        public static void Generate(ref uint c0, ref uint c1, ref uint c2, ref uint c3, ulong key)
        {
            var key0 = (uint)key;
            var key1 = (uint)(key >> 32);
            for (var round = 0; round < 10; round++)
            {
                var a = (ulong)c0 * 0xD2511F53u;
                var b = (ulong)c2 * 0xCD9E8D57u;
                c0 = (uint)(b >> 32) ^ c1 ^ key0;
                c1 = (uint)b;
                c2 = (uint)(a >> 32) ^ c3 ^ key1;
                c3 = (uint)a;
                key0 += 0x9E3779B9u;
                key1 += 0xBB67AE85u;
            }
        }
    }
}
