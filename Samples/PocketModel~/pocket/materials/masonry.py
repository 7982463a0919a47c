"""What is laid: bricks, tiles, hexagons, planks, cobbles, shingles, slabs.

Every family is a function (random, grid, period, main colour, second colour) -> albedo [3, H, W], height, roughness, metallic [H, W].
`period` is 4 cells, 8 when the caption says large.
"""
import numpy as np
from .grid import step, mix
from .colours import tint


def _joint_distance(u, v, width, height, rounding=.35):
    """Distance in cells from the nearest edge of a rounded box, for box coordinates u, v in [0, 1)."""
    x, y = (.5 - np.abs(u - .5)) * width, (.5 - np.abs(v - .5)) * height
    inner = np.minimum(x, y)
    return np.where(inner < rounding, rounding - np.hypot(np.maximum(rounding - x, 0), np.maximum(rounding - y, 0)), inner)


def brick(random, g, p, main, mortar):
    """Running bond: bricks 2 periods long, each second row shifted by half a brick."""
    ny, nx = g.cells_y // p, max(1, g.cells_x // (2 * p))
    row = np.floor(g.ys / p).astype(int)
    x = g.xs / (2 * p) + .5 * (row % 2)
    column = np.floor(x).astype(int)
    grain, pores = g.fractal(random, 8, .3), g.band(random, 26, .6)
    d = _joint_distance(x - column, g.ys / p - row, 2 * p, p) + .05 * g.band(random, 12)
    body = step(.30, .46, d) if p < 8 else step(.42, .60, d)
    tone = g.per_cell(random, column, row, nx, ny)
    face = tint(main, .42 * tone + .07 * grain - .16 * step(1.1, 2.2, pores)) * (.82 + .18 * step(.3, .9, d))
    height = .15 + body * (.52 + .2 * tone + .12 * step(.4, 1., d) + .04 * grain - .08 * step(1.1, 2.2, pores))
    return mix(tint(mortar, .09 * grain), face, body), height, .9 - .12 * body + .03 * grain, 0 * body


def tiles(random, g, p, main, grout):
    """Glazed square tiles with a bevel."""
    nx, ny = g.cells_x // p, g.cells_y // p
    ix, iy = np.floor(g.xs / p).astype(int), np.floor(g.ys / p).astype(int)
    d = _joint_distance(g.xs / p - ix, g.ys / p - iy, p, p, .25)
    w = .32 if p < 8 else .44
    body, bevel = step(w - .07, w + .07, d), step(w, w + .35, d)
    tone, cloud = g.per_cell(random, ix, iy, nx, ny), g.fractal(random, 2, 1.2)
    face = tint(main, .2 * tone + .04 * cloud) * (.86 + .14 * bevel)
    return mix(tint(grout, .06 * g.band(random, 30)), face, body), .2 + body * (.4 + .2 * bevel), mix(.85, .16, body) + .02 * cloud, 0 * body


def hexagons(random, g, p, main, grout):
    """Hexagons in rows one period high, squeezed a little so that they fit the lattice."""
    x, y = g.x / p, g.y / p
    nx, ny = g.cells_x // p, g.cells_y // p
    row = np.floor(y).astype(int)
    best = np.full(g.shape, 9., np.float32)
    second, bx, by = best.copy(), np.zeros(g.shape, int), np.zeros(g.shape, int)
    for dj in (-2, -1, 0, 1, 2):
        r = row + dj
        offset = .5 * (r % 2)
        cx = np.round(x - offset).astype(int)
        for di in (-1, 0, 1):
            d = np.hypot(cx + di + offset - x, (r + .5 - y) * .95)
            closer = d < best
            second = np.where(closer, best, np.minimum(second, d))
            bx, by = np.where(closer, cx + di, bx), np.where(closer, r, by)
            best = np.minimum(best, d)
    d, w = (second - best) * p * .5, .32 if p < 8 else .44
    body, bevel = step(w - .08, w + .08, d), step(w, w + .4, d)
    tone, cloud = g.per_cell(random, bx, by, nx, ny), g.fractal(random, 2)
    face = tint(main, .32 * tone + .05 * cloud) * (.85 + .15 * bevel)
    return mix(tint(grout, .07 * cloud), face, body), .2 + body * (.4 + .2 * bevel), mix(.82, .3, body) + .02 * cloud, 0 * body


def planks(random, g, p, main, _):
    """Boards that run down the sheet, one period wide, one butt joint each, every board with its own grain."""
    n = g.cells_x // p
    i = np.floor(g.xs / p).astype(int) % n
    joint = (random.integers(0, g.cells_y // 4, n) * 4)[i]
    along = (g.ys + joint) % g.cells_y
    edge = np.minimum((.5 - np.abs(g.xs / p % 1 - .5)) * p, np.minimum(along, g.cells_y - along))
    body = step(.10, .36, edge)
    bend = .25 * g.fractal(random, 1.5, 2., 1, 1) + .1 * g.band(random, 4)
    shift = random.random(n).astype(np.float32)[i] * 7
    rings = np.sin(2 * np.pi * ((g.xs % p) * (.55 if p < 8 else .4) + shift + bend * .9))
    fibre = g.fractal(random, 6, .3, 1, 10)
    tone = (random.random(n, dtype=np.float32) - .5)[i]
    face = tint(main, .42 * tone + .13 * rings + .09 * fibre) * (.8 + .2 * step(.2, .7, edge))
    return face * (.22 + .78 * body), .15 + body * (.58 + .03 * rings + .04 * fibre), .62 + .05 * fibre + .05 * rings - .1 * tone, 0 * body


def cobble(random, g, p, main, earth):
    """Rounded stones, one in each period."""
    first, second, number = g.worley(random, p, .5)
    grain, pits = g.fractal(random, 8, .4), g.band(random, 22, .6)
    d = (second - first) * p * .5
    body, dome = step(.2, .62, d), step(.3, 1.7, d)
    tone = (random.random(number.max() + 1, dtype=np.float32) - .5)[number]
    face = tint(main, .45 * tone + .09 * grain - .12 * step(1.2, 2.2, pits)) * (.68 + .32 * dome)
    height = body * (.25 + .6 * dome - .2 * np.clip(first, 0, 1) ** 2) + .03 * grain
    return mix(tint(earth * .7, .14 * grain), face, body), height, .84 - .1 * body + .03 * grain, 0 * body


def shingles(random, g, p, main, _):
    """Rounded roof tiles that overlap downwards like scales."""
    nx, ny = g.cells_x // p, g.cells_y // p
    depth, tone = np.full(g.shape, -1., np.float32), np.zeros(g.shape, np.float32)
    edge = np.zeros(g.shape, np.float32)
    tones = random.random((ny, nx), dtype=np.float32) - .5
    for back in (1, 0, -1):                                        # the row above lies on the row below
        row = np.floor(g.y / p).astype(int) - back
        x = g.x / p + .5 * (row % 2)
        column = np.floor(x).astype(int)
        u, v = (x - column - .5) * 2, (g.y / p - row)
        tip = 1.28 - .62 * u * u                                   # lower rim of the scale, in periods below its row
        inside = (v >= -.6) & (v < tip)
        here = inside if back else inside & (edge == 0)
        rim = np.clip((tip - v) * p, 0, None)
        new = here & (edge == 0)
        edge = np.where(new, rim + 1e-3, edge)
        tone = np.where(new, tones[row % ny, column % nx], tone)
        depth = np.where(new, v / 1.3, depth)
    grain = g.fractal(random, 7, .4)
    lip = step(.05, .45, edge)
    face = tint(main, .4 * tone + .08 * grain) * (.35 + .65 * lip) * (.6 + .4 * np.clip(depth, 0, 1))
    return face, .1 + .7 * np.clip(depth, 0, 1) * (.5 + .5 * lip), .75 + .04 * grain - .1 * lip, 0 * lip


def slabs(random, g, p, main, _):
    """Cast concrete: panels two periods wide with four tie holes each."""
    q = 2 * p if 2 * p <= min(g.cells_x, g.cells_y) else p
    u, v = g.xs % q, g.ys % q
    edge = np.minimum(np.minimum(u, q - u), np.minimum(v, q - v))
    body = step(.1, .32, edge)
    hole = np.hypot(np.abs(u - q / 2) - q / 4, np.abs(v - q / 2) - q / 4)
    ring = step(.34, .52, hole)
    cloud, sand, pores = g.fractal(random, 2, 1.2), g.fractal(random, 20, .2), step(1.9, 2.6, g.band(random, 18, .5))
    nx, ny = g.cells_x // q, g.cells_y // q
    tone = g.per_cell(random, np.floor(g.xs / q).astype(int), np.floor(g.ys / q).astype(int), nx, ny)
    face = tint(main, .16 * tone + .09 * cloud + .06 * sand) * (1 - .35 * pores)
    return face * (.45 + .55 * body) * (.3 + .7 * ring), .2 + .5 * body * (.3 + .7 * ring) - .08 * pores, .86 + .03 * cloud, 0 * body
