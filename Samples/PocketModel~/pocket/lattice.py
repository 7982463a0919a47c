"""Where a cell lies on the lattice: the one thing that a circular convolution cannot know.

Sines and cosines of the position, with periods of 4, 8 and 16 cells, are given to the U-Net as extra input channels. Bricks,
tiles and dots are drawn on that lattice in training, so the network never has to agree with itself on a phase, and regular
patterns stay in order at any size. To keep tiling exact the period of about 8 is stretched until it divides the size.
"""
import math
import torch

CHANNELS = 12
SHORT_CHANNELS = 8


def _waves(x, axis):
    """[6, n]: sine and cosine for the three periods along one axis of x. All in tensors, so that an export keeps the size open."""
    cells = torch.cumsum(torch.ones_like(x[0, 0].select(2 - axis, 0)), 0)
    n = cells[-1]
    turns = torch.floor(n / 8 + .5)                                # how often a period of about 8 cells fits
    half = torch.floor(turns / 2) * (1 - (turns - 2 * torch.floor(turns / 2)))          # of about 16; none if that does not come out even
    position = (cells - 1) * (2 * math.pi) / n
    return torch.stack([f(position * k) for k in (2 * turns, turns, half) for f in (torch.sin, torch.cos)])


def channels(x):
    """[1, 12, h, w] for a latent x [B, 4, h, w]."""
    h, w = x.shape[2], x.shape[3]
    down, across = _waves(x, 1)[:, :, None], _waves(x, 2)[:, None, :]
    return torch.cat([down.expand(6, h, w), across.expand(6, h, w)])[None]


def short_channels(x):
    """[1, 8, h, w]: the periods of 4 and 8 only."""
    all_ = channels(x)
    return torch.cat([all_[:, 0:4], all_[:, 6:10]], 1)
