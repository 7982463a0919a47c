"""The encoder: from a picture to a latent. Colours are exact averages; the height, which a picture does not show, is a guess."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from .latents import CELL, DEVIATION, MEAN, MIX
from .layers import Conv


class Encoder(nn.Module):
    """rgb [B, 3, 8 h, 8 w] in [-1, 1] -> z [B, 4, h, w]."""

    def __init__(self, c=32):
        super().__init__()
        self.register_buffer('mix', MIX[:3, :3, None, None].clone())
        self.register_buffer('mean', MEAN[:3].clone().view(-1, 1, 1))
        self.register_buffer('deviation', DEVIATION[:3].clone().view(-1, 1, 1))
        self.lin, self.a, self.b, self.o = nn.Conv2d(3, c, CELL, stride=CELL), Conv(c, c, gain=1.4), Conv(c, c, gain=1.4), nn.Conv2d(c, 1, 1)

    def forward(self, x):
        colour = (F.conv2d(F.avg_pool2d(x, CELL) * .5 + .5, self.mix) - self.mean) / self.deviation
        h = F.silu(self.lin(x))
        h = h + F.silu(self.a(h))
        h = h + F.silu(self.b(h))
        return torch.cat([colour, self.o(h)], 1)
