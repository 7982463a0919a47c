"""What time does to a surface: moss, snow, rust, dirt.  Each covers part of it and keeps its own hue whatever lies below."""
import numpy as np
from .grid import step, mix, unit
from .colours import tint, rgb

WORDS = {'mossy': (['mossy', 'overgrown', 'moss covered'], 'moss'), 'snowy': (['snowy', 'snow covered', 'frosted'], 'snow'),
         'rusty': (['rusty', 'rusted', 'corroded'], 'rust'), 'dirty': (['dirty', 'grimy', 'muddy'], 'dirt')}
NAMES = list(WORDS)


def apply(random, grid, name, albedo, height, rough, metal):
    """The worn material: albedo [3, H, W], height, roughness, metallic [H, W].  About a third to a half is covered."""
    patch, fine = grid.fractal(random, 2, 1.6), grid.fractal(random, 12, .4)
    relief = (height - height.mean()) / (height.std() + .08)
    if name == 'mossy':                                            # low places first
        cover, colour = step(.0, .42, patch + .12 * fine - .40 * relief), mix(rgb(.12, .24, .05), rgb(.34, .47, .10), unit(fine))
        return mix(albedo, tint(colour, .12 * fine), cover), height + .12 * cover + .05 * fine * cover, mix(rough, .96, cover), metal * (1 - cover)
    if name == 'snowy':                                            # high places first
        cover = step(.0, .35, patch + .40 * relief + .06 * fine)
        return mix(albedo, tint(rgb(.93, .95, .985), .02 * fine), cover), height + .15 * cover, mix(rough, .7, cover), metal * (1 - cover)
    if name == 'rusty':                                            # in blotches, orange inside and dark at the rim
        cover, colour = step(-.15, .30, patch + .22 * fine), mix(rgb(.28, .13, .065), rgb(.52, .24, .09), step(-.1, .9, patch + .3 * fine))
        return mix(albedo, tint(colour, .14 * fine), cover), height + .04 * cover + .02 * fine * cover, mix(rough, .93, cover), metal * (1 - cover)
    cover = .88 * step(-.25, .65, patch + .22 * fine - .25 * relief)
    return mix(albedo, tint(rgb(.20, .145, .09), .12 * fine), cover), height + 0 * cover, mix(rough, .95, cover), metal * (1 - .85 * cover)
