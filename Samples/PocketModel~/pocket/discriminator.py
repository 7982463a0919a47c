"""Tells drawn materials from decoded ones, patch by patch, so that the decoder learns grain that no pixel difference rewards.

Isola et al. 2017 (patches), Miyato et al. 2018 (spectral norm), Lim and Ye 2017 (hinge loss).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils import spectral_norm
from .decoder import OUTPUTS


class Discriminator(nn.Module):
    """maps [B, 6, H, W] in [-1, 1] and the enlarged latent [B, 4, H, W] -> verdict [B, 1, H / 8, W / 8], above 0 for real."""

    def __init__(self, c=24):
        super().__init__()
        layer = lambda i, o, s: spectral_norm(nn.Conv2d(i, o, 4 if s == 2 else 3, stride=s, padding=1))
        self.body = nn.ModuleList([layer(OUTPUTS + 4, c, 2), layer(c, 2 * c, 2), layer(2 * c, 3 * c, 2), layer(3 * c, 3 * c, 1)])
        self.out = spectral_norm(nn.Conv2d(3 * c, 1, 1))

    def forward(self, maps, base):
        x = torch.cat([maps, base], 1)
        for layer in self.body:
            x = F.leaky_relu(layer(x), .2)
        return self.out(x)


def loss_of_judge(real, fake):
    """Hinge."""
    return F.relu(1 - real).mean() + F.relu(1 + fake).mean()


def loss_of_forger(fake):
    """What the decoder minimises."""
    return -fake.mean()
