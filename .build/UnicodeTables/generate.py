#!/usr/bin/env python3
"""Writes Runtime/Tokenization/Unicode/UnicodeData.cs from Python's unicodedata: python3 .build/UnicodeTables/generate.py

Numbers are written in base 32, low digits first, each digit one character of DIGITS; the upper half of DIGITS means that more follow.
"""
import os
import unicodedata

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def write(numbers):
    text = []
    for number in numbers:
        while number >= 32:
            text.append(DIGITS[32 + number % 32])
            number //= 32
        text.append(DIGITS[number])
    return "".join(text)


def ranges(member):
    numbers, end, start = [], 0, None
    for c in range(0x110001):
        inside = c < 0x110000 and not 0xD800 <= c < 0xE000 and member(c)
        if inside and start is None:
            start = c
        elif not inside and start is not None:
            numbers += [start - end, c - start]
            start, end = None, c
    return write(numbers)


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def lower_case():
    pairs = [(c, ord(chr(c).lower())) for c in SCALARS if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)]
    numbers, i, end = [], 0, 0
    while i < len(pairs):
        c, shift = pairs[i][0], pairs[i][1] - pairs[i][0]
        stride = pairs[i + 1][0] - c if i + 1 < len(pairs) and pairs[i + 1][0] - c <= 2 else 1
        count = 1
        while i + count < len(pairs) and pairs[i + count] == (c + count * stride, c + count * stride + shift):
            count += 1
        numbers += [c - end, count * 2 + stride - 1, zigzag(shift)]
        end = c
        i += count
    return write(numbers)


def combining_classes():
    numbers, end, c = [], 0, 0
    while c < 0x110000:
        value = unicodedata.combining(chr(c))
        length = 1
        if value:
            while unicodedata.combining(chr(c + length)) == value:
                length += 1
            numbers += [c - end, length, value]
            end = c + length
        c += length
    return write(numbers)


def decompositions():
    numbers, end = [], 0
    for c in SCALARS:
        parts = unicodedata.decomposition(chr(c))
        if not parts or parts.startswith("<"):
            continue
        parts = [int(part, 16) for part in parts.split()]
        composes = len(parts) == 2 and unicodedata.normalize("NFC", "".join(map(chr, parts))) == chr(c)
        numbers += [c - end, zigzag(parts[0] - c), parts[1] * 2 + composes if len(parts) == 2 else 0]
        end = c
    return write(numbers)


def category(prefix):
    return ranges(lambda c: unicodedata.category(chr(c)).startswith(prefix))


def constant(name, summary, text):
    lines = [text[i:i + 116] for i in range(0, len(text), 116)]
    body = " +\n".join(f'            "{line}"' for line in lines)
    return f"        /// <summary>{summary}</summary>\n        public const string {name} =\n{body};\n"


source = f"""namespace DiffusionTextures.Tokenization.Unicode
{{
    /// <summary>Unicode {unicodedata.unidata_version} in short: what the tokenizer needs, so that each engine and runtime splits words alike.</summary>
    /// <remarks>Written by .build/UnicodeTables/generate.py, which says how the numbers are coded. Read by <see cref="PackedNumbers"/>.</remarks>
    internal static class UnicodeData
    {{
""" + "\n".join([
    constant("Letters", "General category L: gap since the last range, length.", category("L")),
    constant("Numbers", "General category N: gap since the last range, length.", category("N")),
    constant("LowerCase", "Simple lower case: gap since the last entry, count x 2 + stride - 1, zigzag shift.", lower_case()),
    constant("CombiningClasses", "Canonical combining classes: gap since the last range, length, class.", combining_classes()),
    constant("Decompositions", "Canonical decompositions: gap, zigzag shift to the first part, second part x 2 + composes (0: none).", decompositions()),
]) + "    }\n}\n"

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
with open(os.path.join(root, "Runtime", "Tokenization", "Unicode", "UnicodeData.cs"), "w", encoding="utf-8", newline="\n") as file:
    file.write(source)
