"""The colours that have a name.  Albedo, linear in the stored code value, [0, 1]."""
import numpy as np

COLOURS = {
    'red': (.70, .13, .11), 'orange': (.88, .44, .08), 'yellow': (.90, .78, .16), 'green': (.20, .54, .18), 'blue': (.13, .28, .70),
    'purple': (.44, .17, .60), 'brown': (.40, .25, .13), 'white': (.90, .90, .88), 'gray': (.48, .48, .49), 'black': (.09, .09, .10)}
NAMES = list(COLOURS)
SYNONYMS = {'red': ['red', 'red', 'crimson', 'scarlet'], 'purple': ['purple', 'violet'], 'gray': ['gray', 'grey'], 'yellow': ['yellow', 'yellow', 'golden'],
            'blue': ['blue', 'blue', 'azure'], 'black': ['black', 'black', 'ebony'], 'white': ['white', 'white', 'ivory']}


def rgb(*values):
    """[3, 1, 1]."""
    return np.asarray(values, np.float32)[:, None, None]


def shade(random, name):
    """The named colour, a little off: [3, 1, 1]."""
    c = np.array(COLOURS[name], np.float32) * (1 + .07 * random.standard_normal()) + .006 * random.standard_normal(3)
    return rgb(*np.clip(c, .02, .97))


def tint(colour, variation):
    """Lighter where variation is positive, darker where negative, hue kept."""
    return np.clip(colour * (1 + variation), 0, 1)
