"""What is printed or woven: checkers, stripes, dots, weave, mosaic.  Signature as in masonry."""
import numpy as np
from .grid import step, mix
from .colours import tint


def checker(random, g, p, main, other):
    """Polished squares of two colours."""
    m = ((np.floor(g.x / p) + np.floor(g.y / p)) % 2).astype(np.float32)
    u, v = g.x % p, g.y % p
    edge = np.minimum(np.minimum(u, p - u), np.minimum(v, p - v))
    line, cloud = step(.02, .16, edge), g.fractal(random, 2.5, 1.)
    return tint(mix(main, other, m), .06 * cloud) * (.75 + .25 * line), .45 + .12 * line, .22 + .03 * cloud + .2 * (1 - line), 0 * m


def _striped(random, g, phase, main, other):
    m, thread = step(-.12, .12, np.sin(2 * np.pi * phase)), g.band(random, 40, .5)
    return tint(mix(main, other, m), .04 * g.fractal(random, 5, .8) + .03 * thread), .5 + .02 * thread, .75 + .02 * thread, 0 * m


def stripes(random, g, p, main, other):
    """Upright stripes, half a period each."""
    return _striped(random, g, g.x / p, main, other)


def bands(random, g, p, main, other):
    """Horizontal stripes."""
    return _striped(random, g, g.y / p, main, other)


def diagonals(random, g, p, main, other):
    """Stripes at 45 degrees."""
    return _striped(random, g, (g.x + g.y) / p, main, other)


def dots(random, g, p, main, ground):
    """Polka dots, every second row shifted."""
    row = np.floor(g.y / p)
    d = np.hypot((g.x / p + .5 * (row % 2)) % 1 - .5, g.y / p % 1 - .5) * p
    m, cloth = step(.31 * p + .08, .31 * p - .08, d), g.band(random, 40, .5)
    return tint(mix(ground, main, m), .04 * g.fractal(random, 5, .8) + .03 * cloth), .4 + .15 * m + .02 * cloth, .75 + .02 * cloth, 0 * m


def weave(random, g, p, main, _):
    """Basket weave: strands one half period wide that pass over and under each other."""
    q = p / 2
    over = (np.floor(g.x / q) + np.floor(g.y / q)) % 2 < 1
    u, v = g.x / q % 1 - .5, g.y / q % 1 - .5
    across, along = np.where(over, v, u), np.where(over, u, v)
    round_ = np.sqrt(np.clip(1 - (across * 1.9) ** 2, 0, 1)) * (1 - 1.5 * along ** 2)
    nx, ny = int(g.cells_x / q), int(g.cells_y / q)
    tone = g.per_cell(random, np.floor(g.x / q).astype(int), np.floor(g.y / q).astype(int), nx, ny)
    fibre = np.where(over, g.fractal(random, 10, .3, 1, 8), g.fractal(random, 10, .3, 8, 1))
    return tint(main, .25 * tone + .1 * fibre) * (.28 + .72 * np.clip(round_, 0, 1)), .1 + .7 * np.clip(round_, 0, 1), .78 + .04 * fibre, 0 * round_


def mosaic(random, g, p, main, grout):
    """Small angular chips of many shades of one colour."""
    q = p / 2
    first, second, number = g.worley(random, q, .6)
    d = (second - first) * q * .5
    body = step(.09, .22, d)
    n = number.max() + 1
    tone, hue = random.random(n, dtype=np.float32) - .5, random.standard_normal((3, n)).astype(np.float32) * .05
    face = np.clip(tint(main, .9 * tone[number]) + hue[:, number], 0, 1)
    return mix(tint(grout, .05 * g.band(random, 30)), face, body), .25 + .4 * body, mix(.85, .25, body), 0 * body
