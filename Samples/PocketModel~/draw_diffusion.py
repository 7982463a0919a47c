"""Draws the whole story of a seed in one picture.   python draw_diffusion.py --model ../../Runtime/PocketModel~ --out diffusion.png

Row 1  a material as the generator draws it, drowned in noise step by step: what the network is trained on (the latent as colours).
Row 2  what the network believes the picture to be when it sees the latent above it: a guess at first, exact at the end.
Row 3  the way back: from a seed's pure noise, the noisy latent at each sampling step.
Row 4  what it believes at each of these steps, decoded; the last one is the result.
"""
import argparse
import math
import numpy as np
import torch
from pocket import diffusion, latents, sampling, sheets
from pocket.materials.grid import Grid
from pocket.materials.sample import draw
from pocket.models import Shipped, Trained


def as_colours(z, zoom):
    """z [1, 4, h, w] -> [1, 3, h zoom, w zoom] in [0, 1]: the cells' own colours, height left out."""
    mixed = z * latents.DEVIATION.view(-1, 1, 1) + latents.MEAN.view(-1, 1, 1)
    colour = torch.einsum('kc,nchw->nkhw', torch.linalg.inv(latents.MIX), mixed)[:, :3]
    return colour.clamp(0, 1).repeat_interleave(zoom, 2).repeat_interleave(zoom, 3)


def forward_rows(model, family, prompt, times, alphas):
    """Rows 1 and 2, as lists of (picture, label)."""
    maps = draw(np.random.default_rng(4), Grid(16, 16, model.cell), family, 'red')
    z = latents.from_maps(torch.from_numpy(maps)[None], model.cell)
    noise = torch.randn(z.shape, generator=torch.Generator().manual_seed(1))
    text = model.encode([prompt])
    above, below = [], []
    for t in times:
        alpha = alphas[t]
        noisy = diffusion.noised(z, noise, alpha)
        belief = diffusion.picture_from(noisy, model.predict(noisy, t, text), alpha)
        above.append((as_colours(noisy, model.cell), f't = {t}: {100 * math.sqrt(alpha):.0f} % picture'))
        below.append((model.decode(belief)[0], 'believed to be'))
    return above, below


class Witness:
    """A model that remembers what it was shown and what it answered."""

    def __init__(self, model):
        self._model, self.seen = model, []
        self.encode = model.encode

    def predict(self, z, t, text):
        v = self._model.predict(z, t, text)
        self.seen.append((t, z[:1], v[:1], v[1:]))
        return v


def backward_rows(model, prompt, steps, guidance, alphas):
    """Rows 3 and 4."""
    witness = Witness(model)
    sampling.sample(witness, [prompt], steps=steps, guidance=guidance, seed=7)
    above, below = [], []
    for t, z, without, with_ in witness.seen:
        belief = diffusion.picture_from(z, without + guidance * (with_ - without), alphas[t])
        above.append((as_colours(z, model.cell), f'seed 7, t = {t}'))
        below.append((model.decode(belief)[0], 'believed to be'))
    return above, below


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', default='')
    parser.add_argument('--work', default='work')
    parser.add_argument('--out', default='work/diffusion.png')
    parser.add_argument('--steps', type=int, default=8)
    a = parser.parse_args()
    model, alphas = Shipped(a.model) if a.model else Trained(a.work), diffusion.alphas_cumprod()
    times = [round(999 * i / (a.steps - 1)) for i in range(a.steps)]
    rows = forward_rows(model, 'brick', 'red brick wall', times, alphas) + backward_rows(model, 'mossy cobblestone', a.steps, 3., alphas)
    cells = [c for row in rows for c in row]
    sheets.save(torch.cat([c[0] for c in cells]), a.out, [c[1] for c in cells], columns=a.steps)
    print(a.out)


if __name__ == '__main__':
    main()
