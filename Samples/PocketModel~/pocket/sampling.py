"""From a prompt and a seed to a latent: classifier-free guidance and two solvers, written plainly.

Works with anything that has `encode(prompts) -> [B, n, d]` and `predict(z, t, text) -> v`: the torch networks or the shipped files.
"""
import math
import torch
from . import diffusion
from .latents import CHANNELS


def trailing_timesteps(steps):
    """Evenly spread, the first one 999 (Lin et al. 2023)."""
    return [int(round(diffusion.STEPS - i * diffusion.STEPS / steps)) - 1 for i in range(steps)]


@torch.no_grad()
def sample(model, prompts, steps=20, guidance=3., solver='dpm', seed=0, size=(16, 16), negative=''):
    """z [B, 4, h, w]. solver: 'ddim' (Song et al. 2021) or 'dpm' (DPM-Solver++ 2M, Lu et al. 2022, data prediction)."""
    noise = torch.Generator().manual_seed(seed)
    z = torch.randn(len(prompts), CHANNELS, *size, generator=noise)
    text = torch.cat([model.encode([negative] * len(prompts)), model.encode(prompts)])
    alphas = diffusion.alphas_cumprod().double().clamp(min=2. ** -24)
    times = trailing_timesteps(steps)
    earlier, earlier_step = None, None
    for i, t in enumerate(times):
        without, with_ = model.predict(torch.cat([z, z]), t, text).chunk(2)
        v = without + guidance * (with_ - without)
        a, s = math.sqrt(alphas[t]), math.sqrt(1 - alphas[t])
        clean = a * z - s * v
        if i == steps - 1:
            return clean
        a2, s2 = math.sqrt(alphas[times[i + 1]]), math.sqrt(1 - alphas[times[i + 1]])
        if solver == 'ddim':
            z = a2 * clean + s2 * (s * z + a * v)
            continue
        h = math.log(a2 / s2) - math.log(a / s)
        target = clean
        if earlier is not None:
            ratio = earlier_step / h
            target = (1 + 1 / (2 * ratio)) * clean - 1 / (2 * ratio) * earlier
        z = s2 / s * z - a2 * math.expm1(-h) * target
        earlier, earlier_step = clean, h
