"""What grows, flows, breaks or is poured: marble, lava, grass, sand, rock, water, leather, metals.  Signature as in masonry."""
import numpy as np
from .grid import step, mix, unit
from .colours import tint, rgb


def marble(random, g, p, main, vein):
    """Polished stone with thick warped veins, thinner side veins and clouds."""
    s = 1. if p < 8 else .55
    cloud = g.fractal(random, 1.5 * s, 1.6)
    broad, side = np.abs(g.fractal(random, 2.2 * s, 2.2)), np.abs(g.fractal(random, 4 * s, 1.8))
    line = np.maximum(step(.26, .05, broad) * (.75 + .25 * unit(cloud)), .6 * step(.13, .02, side) * step(-.6, .8, cloud))
    return mix(tint(main, .07 * cloud), vein, .92 * line + .10 * step(.9, .2, broad)), .5 - .02 * line, .10 + .06 * line, 0 * line


def lava(random, g, p, main, _):
    """Dark crust plates on glowing melt."""
    warp = (.12 * g.fractal(random, 3, 2.2) for _ in range(2))
    first, second, number = g.worley(random, p, .7, *warp)
    d = (second - first) * p
    grain, rough = g.fractal(random, 6), g.band(random, 20, .7)
    glow, hot = step(1.5, .3, d + .12 * rough), step(.7, .1, d)
    crust = tint(rgb(.11, .08, .075), .35 * grain + .2 * rough) * (.7 + .3 * step(.8, 2.2, d))
    melt = mix(main, np.clip(main * 1.25 + .16, 0, 1), hot)
    return mix(crust, melt, glow), .2 + .5 * (1 - glow) + .06 * grain * (1 - glow), mix(.92, .45, glow), 0 * glow


def grass(random, g, p, main, _):
    """Blades that lean both ways over a dark ground."""
    s = 1. if p < 8 else .6
    sway = g.fractal(random, 3, 1.5)
    leaning = (np.hypot(g.fx, 2.8 * (g.fy - lean * g.fx)) + 1e-3 for lean in (-.6, 0., .6))
    blade = np.max([g.filtered(random, np.exp(-(np.log2(k / (13 * s)) / .7) ** 2)) for k in leaning], 0)
    light = step(-.3, 2.3, blade + .25 * sway)
    face = tint(main * rgb(.85, 1., .75), .25 * sway * .4) * (.28 + .95 * light) + rgb(.10, .09, 0) * light * .6
    return np.clip(face, 0, 1), light, .82 + .05 * sway * .4, 0 * light


def sand(random, g, p, main, _):
    """Wind ripples that run across the sheet, one in each period, and grains."""
    drift, grain = g.fractal(random, 2., 2.2), g.fractal(random, 40, .1)
    phase = g.y / p + (.16 if p < 8 else .1) * drift
    wave = (phase % 1)
    ripple = np.where(wave < .7, wave / .7, (1 - wave) / .3)
    ripple = ripple * ripple * (3 - 2 * ripple)
    return tint(main, .5 * (ripple - .6) + .08 * grain + .03 * drift), .25 + .5 * ripple + .02 * grain, .93 + .02 * grain, 0 * ripple


def rock(random, g, p, main, _):
    """Broken rock: ridges, facets and cracks."""
    s = 1. if p < 8 else .55
    warp = (.25 * g.fractal(random, 3, 1.8) for _ in range(2))
    first, second, number = g.worley(random, p, .9, *warp)
    ridge = 1 - np.abs(g.fractal(random, 2.5 * s, 1.3)) * .8
    facet = (random.random(number.max() + 1, dtype=np.float32) - .5)[number]
    crack, grain = step(.0, .30, (second - first) * p * .4), g.fractal(random, 9, .5)
    h = np.clip(.45 + .30 * ridge + .3 * facet - .25 * first, 0, 1) * (.45 + .55 * crack)
    return tint(main, .8 * (h - .45) + .10 * grain) * (.45 + .55 * crack), h + .04 * grain, .9 + .03 * grain, 0 * h


def water(random, g, p, main, _):
    """Caustic lines over a calm surface."""
    warp = (.22 * g.fractal(random, 2.5, 2.2) for _ in range(2))
    first, second, number = g.worley(random, p, .85, *warp)
    line, swell = step(.9, .05, (second - first) * p * .5), g.fractal(random, 2, 2.)
    light = line ** 2
    return np.clip(tint(main, .16 * swell) + rgb(.30, .42, .40) * light, 0, 1), .5 + .1 * swell + .12 * light, .05 + .02 * light, 0 * light


def leather(random, g, p, main, _):
    """Tanned hide: small rounded wrinkle cells."""
    q = p / 2
    first, second, number = g.worley(random, q, .9)
    fold, cloud = step(.0, .5, (second - first) * q * .5 + .04 * g.band(random, 20)), g.fractal(random, 2, 1.4)
    return tint(main, .10 * cloud) * (.42 + .58 * fold), .2 + .5 * fold, .5 - .08 * fold + .03 * cloud, 0 * fold


def metal(random, g, p, main, _):
    """Brushed sheet with fine streaks; the named colour is mixed with bare steel."""
    streak, fine, cloud = g.fractal(random, 6, .35, .8, 14 if p < 8 else 7), g.fractal(random, 20, .1, .5, 20), g.fractal(random, 1, 1.4)
    face = tint(mix(main, rgb(.62, .63, .65), .25), .09 * streak + .05 * fine + .06 * cloud)
    return face, .5 + .03 * streak, .30 + .06 * streak + .03 * fine, 1 + 0 * streak


def plate(random, g, p, main, _):
    """Tread plate: raised lozenges in alternating directions."""
    q = p / 2
    ix, iy = np.floor(g.x / q), np.floor(g.y / q)
    u, v = g.x - (ix + .5) * q, g.y - (iy + .5) * q
    flip = np.where((ix + iy) % 2 < 1, 1., -1.)
    a, b = (u + flip * v) * .7071, (flip * v - u) * .7071
    d = np.hypot(a / (.42 * q), b / (.15 * q))
    bump, streak = step(1.12, .75, d), g.fractal(random, 6, .35, .8, 10)
    shade = 1 + .3 * bump * np.clip(1.2 - d, 0, 1) - .45 * step(1.5, 1.15, d) * (1 - bump)
    face = np.clip(tint(mix(main, rgb(.62, .63, .65), .25), .06 * streak) * shade, 0, 1)
    return face, .35 + .4 * bump, .34 + .05 * streak - .08 * bump, 1 + 0 * bump
