"""Byte-level byte-pair encoding in CLIP's file format: vocab.json and merges.txt, '</w>' at the end of a word, 77 tokens, padded with
<|endoftext|>. Learned from the captions, so that every word that means something is one token; with `drop_unknown_words` in its
configuration, what is not one token is left out, so that it cannot take the place of known words."""
import collections
import json
import os
import re

_WORD = re.compile(r'[a-z]+|[0-9]|[^\sa-z0-9]+')
START, END = '<|startoftext|>', '<|endoftext|>'


def _byte_letters():
    """CLIP's printable stand-in for each byte."""
    printable = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    hidden = [b for b in range(256) if b not in printable]
    return {b: chr(c) for b, c in zip(printable + hidden, printable + [256 + i for i in range(len(hidden))])}


_LETTERS = _byte_letters()


def words(text):
    """Lower-case words, digits and runs of punctuation, as byte letters."""
    return [''.join(_LETTERS[b] for b in word.encode()) for word in _WORD.findall(text.lower())]


def _split(word):
    return list(word[:-1]) + [word[-1] + '</w>']


def _merge(symbols, pair):
    merged, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i:i + 2]) == pair:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


def learn(texts, folder, most_merges=1500, at_least=20):
    """Writes the tokenizer's files. Words seen fewer than `at_least` times (the nonsense in the captions) are not merged."""
    count = collections.Counter(w for t in texts for w in words(t))
    split = {w: _split(w) for w, n in count.items() if n >= at_least}
    merges = []
    while len(merges) < most_merges:
        pairs = collections.Counter()
        for word, symbols in split.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += count[word]
        if not pairs:
            break
        best = max(pairs, key=lambda k: (pairs[k], k))
        merges.append(best)
        split = {w: _merge(s, best) for w, s in split.items()}
    letters = list(_LETTERS.values())
    vocabulary = letters + [c + '</w>' for c in letters] + [a + b for a, b in merges] + [START, END]
    special = dict(bos_token=START, eos_token=END, unk_token=END, pad_token=END)
    os.makedirs(folder, exist_ok=True)
    with open(f'{folder}/vocab.json', 'w', encoding='utf-8') as f:
        json.dump({t: i for i, t in enumerate(vocabulary)}, f, ensure_ascii=False)
    with open(f'{folder}/merges.txt', 'w', encoding='utf-8') as f:
        f.write('#version: 0.2\n' + '\n'.join(f'{a} {b}' for a, b in merges) + '\n')
    for name, content in (('tokenizer_config.json', dict(special, model_max_length=77, do_lower_case=True, drop_unknown_words=True, tokenizer_class='CLIPTokenizer')),
                          ('special_tokens_map.json', special)):
        with open(f'{folder}/{name}', 'w', encoding='utf-8') as f:
            json.dump(content, f)


class Tokenizer:
    """text -> ids [77]."""

    def __init__(self, folder):
        with open(f'{folder}/vocab.json', encoding='utf-8') as f:
            self.vocabulary = json.load(f)
        with open(f'{folder}/merges.txt', encoding='utf-8') as f:
            self._rank = {tuple(line.split()): i for i, line in enumerate(f.read().split('\n')[1:]) if line}
        with open(f'{folder}/tokenizer_config.json', encoding='utf-8') as f:
            self._drops = json.load(f).get('drop_unknown_words', False)
        self._known = {}

    def _encode(self, word):
        if word not in self._known:
            symbols = _split(word)
            while len(symbols) > 1:
                best = min(zip(symbols, symbols[1:]), key=lambda k: self._rank.get(k, 1 << 30))
                if best not in self._rank:
                    break
                symbols = _merge(symbols, best)
            self._known[word] = [] if self._drops and len(symbols) > 1 else [self.vocabulary[s] for s in symbols]
        return self._known[word]

    def __call__(self, text, length=77):
        end = self.vocabulary[END]
        ids = [self.vocabulary[START]] + [i for w in words(text) for i in self._encode(w)]
        return ids[:length - 1] + [end] * (length - min(len(ids), length - 1))
