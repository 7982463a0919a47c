using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffusionTextures.Tokenization.Unicode;

namespace DiffusionTextures.Tokenization
{
    /// <summary>CLIP's byte-pair tokenizer. Gives the ids that Hugging Face's fast tokenizer gives. Immutable and safe to share between threads.</summary>
    /// <remarks>
    /// Any string is accepted: a surrogate without its partner counts as U+FFFD. Time is linear in the text, and n log n in the length of one
    /// word. A tokenizer_config.json of our own models may say "drop_unknown_words".
    /// </remarks>
    internal sealed class ClipTokenizer
    {
        private readonly TokenizerVocabulary _vocabulary;
        private readonly BytePairMerges _merges;
        private readonly IReadOnlyList<AddedToken> _addedTokens;
        private readonly AddedTokenFinder _rawTokens = new AddedTokenFinder();
        private readonly AddedTokenFinder _normalizedTokens = new AddedTokenFinder();
        private readonly int[] _byteIds = new int[256];
        private readonly int[] _lastByteIds = new int[256];
        private readonly Dictionary<int, int> _groups = new Dictionary<int, int>();
        private readonly Dictionary<int, string> _pieces = new Dictionary<int, string>();

        private ClipTokenizer(TokenizerVocabulary vocabulary, IReadOnlyList<AddedToken> addedTokens)
        {
            _vocabulary = vocabulary;
            _addedTokens = addedTokens;
            _merges = new BytePairMerges(vocabulary.Merges);
            for (var value = 0; value < 256; value++)
            {
                var symbol = ByteAlphabet.Character((byte)value).ToString(CultureInfo.InvariantCulture);
                _byteIds[value] = vocabulary.Ids.TryGetValue(symbol, out var id) ? id : vocabulary.UnknownId;
                _lastByteIds[value] = vocabulary.Ids.TryGetValue(symbol + TokenizerVocabulary.EndOfWord, out id) ? id : vocabulary.UnknownId;
            }

            foreach (var piece in vocabulary.Ids)
            {
                _pieces[piece.Value] = piece.Key;
            }

            foreach (var token in addedTokens)
            {
                var points = CodePoints.Read(token.Content);
                _groups[token.Ids[0]] = token.Ids.Count;
                if (token.Normalized)
                {
                    _normalizedTokens.Add(ClipNormalizer.Normalize(points, vocabulary.LowerCase), token);
                }
                else
                {
                    _rawTokens.Add(points, token);
                }
            }
        }

        /// <summary>Id that opens a sequence.</summary>
        public int BosId => _vocabulary.BosId;

        /// <summary>Id that closes a sequence; the text encoder pools at its first occurrence.</summary>
        public int EosId => _vocabulary.EosId;

        /// <summary>Id that fills a sequence after the end.</summary>
        public int PadId => _vocabulary.PadId;

        /// <summary>Length of a sequence with begin, end and padding: 77 for CLIP.</summary>
        public int ModelMaxLength => _vocabulary.ModelMaxLength;

        /// <summary>Whether a word that is not one token is left out: a small model knows nothing of pieces, they would only take known words' places.</summary>
        public bool DropsUnknownWords => _vocabulary.DropsUnknownWords;

        /// <summary>Pieces with their ids, as in vocab.json.</summary>
        public IReadOnlyDictionary<string, int> Vocabulary => _vocabulary.Ids;

        /// <summary>How many ids belong together from <paramref name="id"/> on: the vectors of the placeholder that begins with it, else 1.</summary>
        public int GroupLength(int id) => _groups.TryGetValue(id, out var length) ? length : 1;

        /// <summary>Whether a word may begin behind an id: it ends a word, or is a token that was added, begin and end among them.</summary>
        public bool EndsWord(int id)
        {
            return !_pieces.TryGetValue(id, out var piece)
                || piece.EndsWith(TokenizerVocabulary.EndOfWord, StringComparison.Ordinal)
                || _addedTokens.Any(token => token.Content == piece);
        }

        /// <summary>Reads the tokenizer of a model from its folder.</summary>
        /// <exception cref="ModelException">A file is missing, damaged or does not fit the others.</exception>
        public static ClipTokenizer Load(string folder)
        {
            var vocabulary = new TokenizerFolder(folder).Read();
            return new ClipTokenizer(vocabulary, vocabulary.AddedTokens);
        }

        /// <summary>A tokenizer that also replaces <paramref name="placeholder"/>, in any case, by <paramref name="ids"/> (textual inversion).</summary>
        /// <exception cref="ArgumentException">The placeholder is white space or taken, or there are no ids.</exception>
        public ClipTokenizer WithToken(string placeholder, IReadOnlyList<int> ids)
        {
            if (string.IsNullOrWhiteSpace(placeholder) || ids.Count == 0)
            {
                throw new ArgumentException($"A placeholder needs a name and at least one id, got \"{placeholder}\" with {ids.Count} ids.", nameof(placeholder));
            }

            var tokens = new List<AddedToken>(_addedTokens);
            if (tokens.Exists(token => string.Equals(token.Content, placeholder, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException($"The placeholder \"{placeholder}\" is taken already. Give the embedding another name.", nameof(placeholder));
            }

            tokens.Add(AddedToken.Placeholder(placeholder, ids));
            return new ClipTokenizer(_vocabulary, tokens);
        }

        /// <summary>The ids of the text alone: no begin, no end, no padding, no limit.</summary>
        public int[] Encode(string text)
        {
            var ids = new List<int>();
            var points = CodePoints.Read(text);
            var at = 0;
            while (at < points.Count)
            {
                var found = _rawTokens.TryFind(points, at, out var start, out var end, out var token);
                EncodeNormalized(ClipNormalizer.Normalize(points.GetRange(at, start - at), _vocabulary.LowerCase), ids);
                if (found)
                {
                    ids.AddRange(token.Ids);
                }

                at = end;
            }

            return ids.ToArray();
        }

        /// <summary>Begin, the first <see cref="ModelMaxLength"/> - 2 ids of the text, end, padding with <see cref="PadId"/>.</summary>
        public int[] EncodePadded(string text) => EncodePadded(text, PadId, out _);

        /// <summary>As <see cref="EncodePadded(string)"/>, with another padding. <paramref name="truncated"/> counts the ids that fell off.</summary>
        public int[] EncodePadded(string text, int padId, out int truncated)
        {
            var ids = Encode(text);
            var kept = Math.Min(ids.Length, ModelMaxLength - 2);
            truncated = ids.Length - kept;
            var framed = new int[ModelMaxLength];
            framed[0] = BosId;
            Array.Copy(ids, 0, framed, 1, kept);
            framed[kept + 1] = EosId;
            Array.Fill(framed, padId, kept + 2, framed.Length - kept - 2);
            return framed;
        }

        /// <summary>The piece of an id for people: its text, with <c>&lt;/w&gt;</c> where a word ends; as in vocab.json where it is part of a character.</summary>
        public string Piece(int id)
        {
            if (!_pieces.TryGetValue(id, out var piece))
            {
                return $"<{id.ToString(CultureInfo.InvariantCulture)}>";
            }

            var isLast = piece.EndsWith(TokenizerVocabulary.EndOfWord, StringComparison.Ordinal);
            var stem = isLast ? piece.Substring(0, piece.Length - TokenizerVocabulary.EndOfWord.Length) : piece;
            return ByteAlphabet.Decode(stem) is { } text ? text + (isLast ? TokenizerVocabulary.EndOfWord : string.Empty) : piece;
        }

        private void EncodeNormalized(List<int> points, List<int> ids)
        {
            var at = 0;
            while (at < points.Count)
            {
                var found = _normalizedTokens.TryFind(points, at, out var start, out var end, out var token);
                while (WordPattern.TryNext(points, at, start, out var word, out var length))
                {
                    var before = ids.Count;
                    _merges.Apply(Symbols(points, word, length), ids);
                    if (DropsUnknownWords && ids.Count > before + 1)
                    {
                        ids.RemoveRange(before, ids.Count - before);
                    }

                    at = word + length;
                }

                if (found)
                {
                    ids.AddRange(token.Ids);
                }

                at = end;
            }
        }

        /// <summary>The ids of a word's UTF-8 bytes, before any merge.</summary>
        private int[] Symbols(List<int> points, int start, int length)
        {
            var count = 0;
            for (var i = start; i < start + length; i++)
            {
                count += points[i] < 0x80 ? 1 : points[i] < 0x800 ? 2 : points[i] < 0x10000 ? 3 : 4;
            }

            var symbols = new int[count];
            var at = 0;
            for (var i = start; i < start + length; i++)
            {
                var c = points[i];
                var bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
                var lead = bytes == 1 ? 0 : (0xF00 >> bytes) & 0xFF;
                for (var k = bytes - 1; k >= 0; k--)
                {
                    var value = k == bytes - 1 ? lead | (c >> (6 * k)) : 0x80 | ((c >> (6 * k)) & 0x3F);
                    symbols[at] = at == count - 1 ? _lastByteIds[value] : _byteIds[value];
                    at++;
                }
            }

            return symbols;
        }
    }
}
