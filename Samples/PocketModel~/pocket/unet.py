"""The U-Net: predicts v (see diffusion.py) from a noisy latent, the time and the text. Stable Diffusion's interface.

Text enters twice: pooled by four learned queries into the time embedding, which scales and shifts every block, and by cross
attention at half resolution. Only the first 20 tokens are read.
"""
import math
import torch
import torch.nn as nn
import torch.nn.functional as F
from . import lattice
from .latents import CHANNELS
from .layers import Attention, Conv, Norm


class Residual(nn.Module):
    """Two convolutions, modulated by the embedding e [B, E]."""

    def __init__(self, c, e):
        super().__init__()
        self.n1, self.c1, self.e = Norm(c), Conv(c, c), nn.Linear(e, 2 * c)
        self.n2, self.c2 = Norm(c), Conv(c, c, gain=.1)
        nn.init.zeros_(self.e.bias)

    def forward(self, x, e):
        h = self.c1(F.silu(self.n1(x)))
        scale, shift = self.e(e)[:, :, None, None].chunk(2, 1)
        return x + self.c2(F.silu(self.n2(h) * (1 + scale) + shift))


class Transformer(nn.Module):
    """Self attention, cross attention to the text and an MLP on the h * w cells."""

    def __init__(self, c, heads, context):
        super().__init__()
        self.gn, self.n1, self.sa = Norm(c), nn.LayerNorm(c), Attention(c, heads)
        self.n2, self.ca = nn.LayerNorm(c), Attention(c, heads, context)
        self.n3, self.f1, self.f2 = nn.LayerNorm(c), nn.Linear(c, 3 * c), nn.Linear(3 * c, c)
        nn.init.normal_(self.f2.weight, std=.15 / math.sqrt(3 * c))

    def forward(self, x, text):
        b, c, height, width = x.shape
        t = self.gn(x).flatten(2).transpose(1, 2)
        h = t + self.sa(self.n1(t))
        h = h + self.ca(self.n2(h), text)
        h = h + self.f2(F.silu(self.f1(self.n3(h))))
        return x + (h - t).transpose(1, 2).reshape(b, c, height, width)


class UNet(nn.Module):
    """sample [B, 4, h, w], timestep, encoder_hidden_states [B, n, d] -> v [B, 4, h, w]; h and w even."""

    def __init__(self, c0=64, c1=128, e=256, context=128, heads=4, tokens=20):
        super().__init__()
        self.tokens = tokens
        self.register_buffer('frequencies', torch.exp(-math.log(10000.) * torch.arange(64) / 64), persistent=False)
        self.t1, self.t2 = nn.Linear(128, e), nn.Linear(e, e)
        self.pq, self.pl = nn.Parameter(torch.randn(context, 4) * .1), nn.Linear(context * 4, e)
        self.inp, self.lattice = Conv(CHANNELS, c0), nn.Conv2d(lattice.CHANNELS, c0, 1)
        self.d0, self.down = Residual(c0, e), Conv(c0, c1, 2)
        self.d1, self.x1, self.m, self.x2, self.u1 = Residual(c1, e), Transformer(c1, heads, context), Residual(c1, e), Transformer(c1, heads, context), Residual(c1, e)
        self.up, self.fuse = nn.Conv2d(c1, c0 * 4, 1), nn.Conv2d(2 * c0, c0, 1)
        self.u0, self.no, self.out = Residual(c0, e), Norm(c0), Conv(c0, CHANNELS, gain=0.)

    def forward(self, x, t, text):
        text = text[:, :self.tokens]
        phase = t.to(x.dtype).reshape(-1, 1) * self.frequencies[None]
        time = self.t2(F.silu(self.t1(torch.cat([phase.cos(), phase.sin()], 1))))
        weight = torch.matmul(text, self.pq).softmax(1)
        e = F.silu(time + self.pl(torch.matmul(weight.transpose(1, 2), text).flatten(1)))
        fine = self.d0(self.inp(x) + self.lattice(lattice.channels(x).to(x.dtype)), e)
        coarse = self.x1(self.d1(self.down(fine), e), text)
        h = self.u1(self.x2(self.m(coarse, e), text) + coarse, e)
        h = self.fuse(torch.cat([F.pixel_shuffle(self.up(h), 2), fine], 1))
        return self.out(F.silu(self.no(self.u0(h, e))))
