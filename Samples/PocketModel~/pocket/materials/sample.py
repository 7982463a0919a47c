"""One random captioned material: what the training sees, and what the evaluation calls real."""
from collections import namedtuple
import numpy as np
from . import colours, wear, families
from .captions import caption, pick
from .grid import Grid

Sample = namedtuple('Sample', 'maps caption attributes')            # maps: uint8 [6, H, W] = R, G, B, height, roughness, metallic
_WEIGHTS = np.array([f.weight for f in families.FAMILIES.values()])
_OWN_COLOUR = {'lava': .5, 'grass': .45, 'metal': .5, 'planks': .6, 'plate': .5, 'water': .5, 'sand': .5}      # how often a colour is named; .8 otherwise


def draw(random, grid, family, colour=None, second=None, large=False, worn=None):
    """uint8 [6, H, W].  Colours that are None are chosen from the family's own."""
    f = families.FAMILIES[family]
    name = colour or pick(random, f.colours)
    if second is None:
        second = pick(random, [c for c in f.seconds if c != name] or [c for c in ('gray', 'white') if c != name])
    maps = f.draw(random, grid, 8 if large else 4, colours.shade(random, name), colours.shade(random, second))
    if worn:
        maps = wear.apply(random, grid, worn, *maps)
    stacked = np.concatenate([np.broadcast_to(m, (n,) + grid.shape) for m, n in zip(maps, (3, 1, 1, 1))])
    return (np.clip(stacked, 0, 1) * 255 + .5).astype(np.uint8)


def sample(random, grid, family=None):
    """A Sample of a random (or the given) family; attributes = (family, colour, large, wear) as indices, -1 for none."""
    f = family or families.NAMES[random.choice(len(families.NAMES), p=_WEIGHTS / _WEIGHTS.sum())]
    spec = families.FAMILIES[f]
    while True:
        colour = pick(random, colours.NAMES) if random.random() < _OWN_COLOUR.get(f, .8) else None
        worn = pick(random, spec.wears) if spec.wears and random.random() < .34 else None
        second = pick(random, colours.NAMES) if spec.two_colours and colour and random.random() < .8 else None
        white_on_white = spec.two_colours and not second and colour == 'white'
        if not ((second and second == colour) or white_on_white or (f, colour) in families.HELD_OUT or (f, worn) in families.HELD_OUT):
            break
    large = bool(random.random() < .3) and min(grid.cells_x, grid.cells_y) >= 16
    maps = draw(random, grid, f, colour, second, large, worn)
    return Sample(maps, caption(random, f, colour, second, large, worn),
                  (families.NAMES.index(f), colours.NAMES.index(colour) if colour else -1, int(large), wear.NAMES.index(worn) if worn else -1))
