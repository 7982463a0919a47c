"""The prompts that are counted: every family with colours and wears in turn, and the combinations that were never drawn."""
from collections import namedtuple
from .materials import colours
from .materials.families import FAMILIES, HELD_OUT

Case = namedtuple('Case', 'prompt family colour wear held_out')     # colour and wear are None where they are not counted


def cases(families, per_family, per_held_out):
    """`per_family` cases for each family, one in three worn where the family wears, and `per_held_out` for each held-out pair."""
    listed = []
    for i, name in enumerate(families):
        f = FAMILIES[name]
        for j in range(per_family):
            noun, size = f.nouns[j % len(f.nouns)], ('', '', '', 'large ')[j % 4]
            hue = colours.NAMES[(3 * i + j) % len(colours.NAMES)]
            wears = [w for w in f.wears if (name, w) not in HELD_OUT]
            if f.two_colours:
                listed.append(Case(f'{size}{hue} and {colours.NAMES[(3 * i + j + 4) % 10]} {noun}', name, None, None, False))
            elif j % 3 == 2 and wears:
                worn = wears[(j // 3) % len(wears)]
                listed.append(Case(f'{worn} {size}{noun}', name, None, worn, False))
            else:
                hue = next(colours.NAMES[(3 * i + j + k) % 10] for k in range(10) if (name, colours.NAMES[(3 * i + j + k) % 10]) not in HELD_OUT)
                listed.append(Case(f'{size}{hue} {noun}', name, hue, None, False))
    for name, what in sorted(HELD_OUT):
        if name in families:
            for j in range(per_held_out):
                noun = FAMILIES[name].nouns[j % len(FAMILIES[name].nouns)]
                worn = what not in colours.NAMES
                listed.append(Case(f'{what} {noun}', name, None if worn else what, what if worn else None, True))
    return listed
