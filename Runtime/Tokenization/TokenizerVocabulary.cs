using System.Collections.Generic;

namespace DiffusionTextures.Tokenization
{
    /// <summary>What a tokenizer folder says, checked: every byte has its two symbols, every merge has its result, every special has an id.</summary>
    internal sealed class TokenizerVocabulary
    {
        public const string EndOfWord = "</w>";

        public TokenizerVocabulary(Dictionary<string, int> ids, Dictionary<long, (int Rank, int Merged)> merges)
        {
            Ids = ids;
            Merges = merges;
        }

        /// <summary>Id of each piece, as in vocab.json, and of the tokens that the other files add.</summary>
        public Dictionary<string, int> Ids { get; }

        public Dictionary<long, (int Rank, int Merged)> Merges { get; }

        public List<AddedToken> AddedTokens { get; } = new List<AddedToken>();

        public int BosId { get; set; }

        public int EosId { get; set; }

        public int PadId { get; set; }

        public int UnknownId { get; set; }

        public int ModelMaxLength { get; set; }

        public bool LowerCase { get; set; }

        public bool DropsUnknownWords { get; set; }
    }
}
