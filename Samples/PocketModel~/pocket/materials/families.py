"""The families: which function draws them, which words name them, which colours they have when none is named."""
from collections import namedtuple
from . import masonry as m, patterns as p, natural as n

Family = namedtuple('Family', 'draw nouns colours seconds two_colours wears weight')
ALL_WEARS = ('mossy', 'snowy', 'rusty', 'dirty')


def _family(draw, nouns, colours, seconds=('black',), two_colours=False, wears=ALL_WEARS, weight=1.):
    return Family(draw, nouns, colours, seconds, two_colours, wears, weight)


# two_colours: the caption names the second colour too.  weight: how often it is drawn; what is hard to learn comes more often.
FAMILIES = {
    'brick': _family(m.brick, ['brick wall', 'bricks', 'brick'], ['red', 'brown', 'red', 'orange'], ['gray', 'white'], weight=1.2),
    'planks': _family(m.planks, ['wooden planks', 'wood floor', 'wood planks', 'wood'], ['brown'], weight=1.2),
    'cobble': _family(m.cobble, ['cobblestone', 'stone wall', 'paving stones', 'stone'], ['gray', 'gray', 'brown'], ['black', 'brown'], weight=1.2),
    'tiles': _family(m.tiles, ['tiles', 'ceramic tiles', 'tile floor', 'square tiles'], ['white', 'blue'], ['gray', 'white', 'black']),
    'hex': _family(m.hexagons, ['hexagon tiles', 'hexagons', 'honeycomb'], ['white', 'gray', 'yellow'], ['black', 'white']),
    'checker': _family(p.checker, ['checkerboard', 'checkered floor', 'checker'], ['black'], ['white'], True, ()),
    'stripes': _family(p.stripes, ['stripes', 'striped wallpaper', 'striped', 'vertical stripes'], ['blue', 'red', 'black'], ['white'], True, ()),
    'bands': _family(p.bands, ['horizontal stripes', 'horizontal bands'], ['blue', 'red', 'black'], ['white'], True, (), .5),
    'diagonals': _family(p.diagonals, ['diagonal stripes', 'hazard stripes'], ['black', 'yellow', 'red'], ['yellow', 'white'], True, (), .5),
    'dots': _family(p.dots, ['polka dots', 'dots', 'dotted wallpaper'], ['red', 'blue', 'black'], ['white'], True, ()),
    'marble': _family(n.marble, ['marble', 'polished marble', 'veined marble'], ['white', 'black', 'green'], ['gray', 'white', 'black'], wears=(), weight=1.6),
    'lava': _family(n.lava, ['lava', 'molten lava', 'magma'], ['orange', 'red'], wears=()),
    'grass': _family(n.grass, ['grass', 'lawn', 'meadow'], ['green'], wears=('snowy', 'dirty')),
    'metal': _family(n.metal, ['metal', 'brushed metal', 'steel', 'iron'], ['gray'], wears=('rusty', 'dirty', 'snowy'), weight=1.2),
    'shingles': _family(m.shingles, ['roof tiles', 'shingles', 'scales'], ['red', 'brown', 'gray', 'blue']),
    'concrete': _family(m.slabs, ['concrete', 'concrete panels', 'cement wall'], ['gray', 'gray', 'white']),
    'weave': _family(p.weave, ['basket weave', 'wicker', 'woven fabric'], ['brown', 'yellow'], wears=('dirty',)),
    'mosaic': _family(p.mosaic, ['mosaic', 'mosaic tiles', 'gravel'], ['blue', 'gray', 'green'], ['white', 'black']),
    'sand': _family(n.sand, ['sand', 'rippled sand', 'desert sand', 'dunes'], ['yellow', 'orange', 'brown'], wears=('snowy',)),
    'rock': _family(n.rock, ['rock', 'cliff', 'rough stone', 'rocks'], ['gray', 'brown'], weight=1.2),
    'water': _family(n.water, ['water', 'pool water', 'sea'], ['blue', 'blue', 'green'], wears=()),
    'leather': _family(n.leather, ['leather', 'hide', 'leather skin'], ['brown', 'black', 'red'], wears=('dirty',)),
    'plate': _family(n.plate, ['diamond plate', 'tread plate', 'metal plate'], ['gray'], wears=('rusty', 'dirty', 'snowy')),
}
NAMES = list(FAMILIES)
METALS = ('metal', 'plate')
GROUTED = ('brick', 'tiles', 'hex', 'cobble')             # light stones stand above their joints


# Never drawn for training: whether the model can compose is tested on these.
HELD_OUT = {('brick', 'purple'), ('marble', 'orange'), ('planks', 'blue'), ('cobble', 'green'), ('hex', 'red'), ('tiles', 'yellow'),
            ('shingles', 'purple'), ('rock', 'blue'), ('leather', 'green'), ('hex', 'mossy'), ('planks', 'snowy'), ('shingles', 'mossy')}
