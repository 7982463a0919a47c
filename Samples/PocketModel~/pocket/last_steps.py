"""Latents as the U-Net leaves them: real ones, made noisy to where sampling takes its last step or its last but one, and denoised from there.

A decoder that was only ever shown exact averages draws generated latents too soft and with their flaws: what the U-Net ends with is
near the mean of all latents that it thinks possible, which is smoother than any of them. These come with the picture that they should
have become, so that the decoder learns what to make of such a mean.
"""
import os
import torch
from . import diffusion
from .models import Trained
from .shards import captioned_latents

# timesteps still to go, and guidance: the second half of four steps, and the last of 4, 8 and 20
ROUTES = (((499, 249), 1.75), ((499, 249), 1.75), ((249,), 1.), ((124,), 1.), ((49,), 1.))
BATCH = 25


@torch.no_grad()
def write(work, data, first, last, path):
    """[n, 4, h, w] half for the shards first to last, in their order; what is there already is left alone."""
    if os.path.exists(path):
        return
    model, noise = Trained(work), torch.Generator().manual_seed(5)
    parts = []
    for clean, captions in captioned_latents(f'{data}/16', first, last):
        for i in range(0, len(clean), BATCH):
            times, guidance = ROUTES[int(torch.randint(0, len(ROUTES), (), generator=noise))]
            parts.append(_denoised(model, clean[i:i + BATCH], captions[i:i + BATCH], times, guidance, noise).half())
    torch.save(torch.cat(parts), path + '.part')
    os.replace(path + '.part', path)


def _denoised(model, z, captions, times, guidance, noise):
    """z made noisy to times[0] and brought back by DDIM, whose steps these are."""
    alphas = diffusion.alphas_cumprod()[list(times)]
    text = torch.cat([model.encode([''] * len(z)), model.encode(captions)])
    z = diffusion.noised(z, torch.randn(z.shape, generator=noise), alphas[0])
    for i, t in enumerate(times):
        without, with_ = model.predict(torch.cat([z, z]), t, text).chunk(2)
        v = without + guidance * (with_ - without)
        clean, left = diffusion.picture_from(z, v, alphas[i]), diffusion.noise_from(z, v, alphas[i])
        z = clean if i == len(times) - 1 else diffusion.noised(clean, left, alphas[i + 1])
    return z
