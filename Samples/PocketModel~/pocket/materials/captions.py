"""English captions for what was drawn: synonyms, word order, filler words that mean nothing here."""
from . import colours, wear
from .families import FAMILIES

SIZES = (('', '', 'small', 'fine'), ('large', 'big', 'huge'))
FILLERS = ('nice old new medieval fantasy realistic stylized worn clean game ready for my castle dungeon house street room city forest scifi bathroom kitchen temple '
           'very beautiful simple plain ancient modern ground surface outdoor indoor photo render material 4k hd hand painted unreal unity background level').split()


def pick(random, options):
    return options[random.integers(len(options))]


def caption(random, family, colour=None, second=None, large=False, worn=None):
    """A phrase such as 'mossy large gray brick wall'."""
    noun = pick(random, FAMILIES[family].nouns)
    hue = pick(random, colours.SYNONYMS.get(colour, [colour])) if colour else ''
    if second:
        hue += ' and ' + pick(random, colours.SYNONYMS.get(second, [second]))
    words = [w for w in (pick(random, SIZES[large]), hue) if w]
    if worn and random.random() < .35:
        text = ' '.join(words + [noun, pick(random, ('with', 'covered in', 'and')), wear.WORDS[worn][1]])
    else:
        words = ([pick(random, wear.WORDS[worn][0])] if worn else []) + words
        if len(words) > 1 and random.random() < .2:
            words = [words[i] for i in random.permutation(len(words))]
        text = noun + ', ' + ', '.join(words) if words and random.random() < .12 else ' '.join(words + [noun])
    return _dress(random, text)


def _dress(random, text):
    """Adds what people add: 'seamless texture', filler words, now and then a word that nobody knows."""
    chance = random.random()
    if chance < .10:
        text += ' texture'
    elif chance < .16:
        text = 'a seamless texture of ' + text
    elif chance < .23:
        text += ', ' + pick(random, ('seamless', 'tileable', 'pbr material', 'game texture', 'high quality', 'detailed'))
    if random.random() < .15:
        extra = pick(random, FILLERS)
        if random.random() < .25:
            extra = ''.join(chr(97 + c) for c in random.integers(0, 26, random.integers(3, 8)))
        text = extra + ' ' + text if random.random() < .5 else text + ', ' + extra
    return text
