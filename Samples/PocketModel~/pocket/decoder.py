"""The decoders: from a latent to the picture and to its material maps, 8 texels for a cell.

A smooth enlargement of the latent itself gives colour and height; a residual network adds edges and relief, and grain from noise.
The noise is not random: it is a hash of the latent's own low bits, so that the same seed gives the same picture, it moves with the
picture, and it tiles. There is nothing here but circular convolutions: no place, no average over the whole picture, no statistics of
it. A latent that is rolled by some cells gives the picture rolled, and a tile gives what the whole would have given there.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from .latents import CELL, CHANNELS, DEVIATION, MEAN, MIX
from .layers import Conv, circular_pad

OUTPUTS = 6               # R, G, B in [-1, 1]; height; roughness and metallic as logits


class Residual(nn.Module):
    """Residual block. Its gain and bias do for each channel what a norm does at the start of a training, without looking at the picture."""

    def __init__(self, c):
        super().__init__()
        self.gain, self.bias = nn.Parameter(torch.ones(c, 1, 1)), nn.Parameter(torch.zeros(c, 1, 1))
        self.a, self.b = Conv(c, c, gain=1.4), Conv(c, c, gain=.3)

    def forward(self, x):
        return x + self.b(F.silu(self.a(F.silu(x * self.gain + self.bias))))


class HashNoise(nn.Module):
    """z [B, 4, h, w] -> [B, 1, h f, w f] in [-1, 1]: sines of the latent at so high a gain that neighbours share nothing."""

    def __init__(self, factor, seed):
        super().__init__()
        self.factor = factor
        directions = torch.randn(factor * factor, CHANNELS, 1, 1, generator=torch.Generator().manual_seed(seed)) * 160
        self.register_buffer('directions', directions.half().float())

    def forward(self, z):
        return F.pixel_shuffle(torch.sin(F.conv2d(z, self.directions)), self.factor)


def enlarge(x, factor):
    """Circular bilinear enlargement: [B, C, h, w] -> [B, C, h f, w f]."""
    x = F.interpolate(circular_pad(x), scale_factor=float(factor), mode='bilinear', align_corners=False)
    return x[:, :, factor:-factor, factor:-factor]


class Decoder(nn.Module):
    """z [B, 4, h, w] -> [B, 6, 8 h, 8 w], see OUTPUTS."""

    def __init__(self, c0=64, c1=40, c2=24, c3=12):
        super().__init__()
        self.register_buffer('mean', MEAN.clone().view(-1, 1, 1))
        self.register_buffer('deviation', DEVIATION.clone().view(-1, 1, 1))
        self.register_buffer('unmix', torch.linalg.inv(MIX)[:, :, None, None])
        self.inp, self.before = Conv(CHANNELS, c0), nn.Sequential(Residual(c0), Residual(c0))
        self.after = nn.Sequential(Residual(c0), Residual(c0))
        self.up0, self.r1 = Conv(c0, c1 * 4, gain=1.4), Residual(c1)
        self.coarse_noise, self.fine_noise, self.broad_noise = HashNoise(CELL // 2, 1), HashNoise(CELL, 2), HashNoise(CELL // 4, 3)
        self.broad_grain = nn.Conv2d(1, c1, 1, bias=False)
        self.up1, self.r2 = Conv(c1, c2 * 4, gain=1.4), Residual(c2)
        self.grain = nn.Conv2d(1, c2, 1, bias=False)
        self.up2 = Conv(c2, c3 * 4, gain=1.4)
        self.fine = Conv(c3 + 1, c3, gain=1.4)
        self.out = Conv(c3, OUTPUTS, gain=.1)

    def base(self, z):
        """[B, 4, 8 h, 8 w]: the enlarged R, G, B, height in [-1, 1]."""
        return enlarge(F.conv2d(z * self.deviation + self.mean, self.unmix) * 2 - 1, CELL)

    def forward(self, z):
        x = F.silu(self.after(self.before(self.inp(z))))
        x = F.silu(self.r1(F.pixel_shuffle(self.up0(x), 2) + self.broad_grain(self.broad_noise(z))))
        x = F.pixel_shuffle(self.up1(x), 2)
        x = F.silu(self.r2(x + self.grain(self.coarse_noise(z))))
        x = F.silu(F.pixel_shuffle(self.up2(x), 2))
        x = F.silu(self.fine(torch.cat([x, self.fine_noise(z)], 1)))
        y = self.out(x)
        return torch.cat([y[:, :4] + self.base(z), 4 * y[:, 4:]], 1)


SHARPENING = .35          # what averaging over a few sampling steps takes from edges; measured with and without, see the model card


def picture(raw):
    """[B, 3, H, W] in [-1, 1], sharpened against its own 3x3 mean."""
    rgb = raw[:, :3]
    mean = F.conv2d(circular_pad(rgb), rgb.new_full((3, 1, 3, 3), 1 / 9), groups=3)
    return (rgb + SHARPENING * (rgb - mean)).clamp(-1, 1)


def material(raw):
    """[B, 3, H, W]: height, roughness, metallic in [0, 1]. Metallic is pushed to the ends, so that what is no metal is exactly 0."""
    height, rough, metal = raw[:, 3:4] * .5 + .5, raw[:, 4:5].sigmoid(), raw[:, 5:6].sigmoid()
    return torch.cat([height.clamp(0, 1), rough, (1.6 * metal - .3).clamp(0, 1)], 1)
