"""The judge: says family, colour and wear of a picture from its statistics, knowing nothing of any network.

Hand-made features (spectrum by scale and direction, colour quantiles, edge statistics), random Fourier features of them (Rahimi and
Recht 2007) and ridge regression. It is fitted half to raw pictures of the generator and half to the same kind of pictures sent
through encoder and decoder, because one fit alone forgives either every blur or no blur.
Nothing but operators that ONNX has: `judge_file.py` writes the very same judge to a file, for the evaluation in C#.
"""
import math
import numpy as np
import torch
import torch.nn.functional as F

BINS = 68
_LEVELS = [.05, .2, .35, .5, .65, .8, .95]


def _bin_of_frequency(n):
    """[n n]: in which of 17 thirds of an octave and 4 directions a wave of the spectrum lies."""
    f = np.fft.fftfreq(n, 1. / n).astype(np.float32)
    ky, kx = np.meshgrid(f, f, indexing='ij')
    scale = (np.log2(np.maximum(np.sqrt(kx ** 2 + ky ** 2), 1)) * 3).astype(np.int64).clip(0, 16)
    direction = ((np.arctan2(ky, kx) % math.pi) / math.pi * 4 + .5).astype(np.int64) % 4
    return torch.from_numpy((scale * 4 + direction).astype(np.uint8).flatten())


def _spectrum(grey):
    """Share of the power in each bin, logarithmic: [B, N, N] -> [B, 68]. The transform is two matrix products."""
    n = int(grey.shape[-1])
    turn = torch.from_numpy((np.outer(np.arange(n), np.arange(n)) % n * (2 * math.pi / n)))
    cosine, sine = turn.cos().float(), turn.sin().float()
    c, s = grey @ cosine, grey @ sine
    real, imaginary = cosine @ c - sine @ s, sine @ c + cosine @ s
    power = (real * real + imaginary * imaginary).flatten(1)
    bins = power @ F.one_hot(_bin_of_frequency(n).long(), BINS).float()
    return torch.log(bins / (bins.sum(1, keepdim=True) + 1e-9) + 1e-5)


def _quantiles(x, levels):
    """[B, ..., n] -> [B, ..., levels], linear between the two nearest, from the sorted values."""
    ordered, n = torch.sort(x, dim=-1)[0], int(x.shape[-1])
    parts = []
    for level in levels:
        place = level * (n - 1)
        low, share = int(place), place - int(place)
        parts.append(ordered[..., low] * (1 - share) + ordered[..., min(low + 1, n - 1)] * share)
    return torch.stack(parts, -1)


def _deviation(x):
    """Standard deviation along the last axis, which is kept."""
    return (x - x.mean(-1, keepdim=True)).pow(2).mean(-1, keepdim=True).sqrt()


def features(pictures):
    """[B, 3, N, N] in [0, 1] -> [B, F]."""
    grey = pictures.mean(1)
    grey = grey - grey.mean((1, 2), keepdim=True)
    pixels = pictures.flatten(2)
    quantiles = _quantiles(pixels, _LEVELS).transpose(1, 2).flatten(1)
    flat = grey.flatten(1)
    deviation = _deviation(flat) + 1e-3
    normal = flat / deviation
    moments = [deviation.log(), (normal * normal * normal).mean(1, keepdim=True), (normal * normal * normal * normal).mean(1, keepdim=True).log(),
               _deviation(pixels)[..., 0].clamp(min=1e-3).log()]
    for shifted in (torch.cat([grey[:, -1:], grey[:, :-1]], 1), torch.cat([grey[:, :, -1:], grey[:, :, :-1]], 2)):
        edge = (grey - shifted).abs().flatten(1)
        moments += [edge.mean(1, keepdim=True).clamp(min=1e-4).log(), _quantiles(edge, [.5, .9, .99])]
    middle = quantiles[:, 9:12]
    hue = torch.stack([middle[:, 0] - middle[:, 1], middle[:, 1] - middle[:, 2], middle[:, 0] - middle[:, 2]], 1) / (middle.sum(1, keepdim=True) + .05)
    return torch.cat([_spectrum(grey), quantiles, torch.cat(moments, 1), pixels.mean(2), hue, hue.abs()], 1)


class Classifier:
    """Fitted at once; called with features, gives class numbers."""

    def __init__(self, x, y, classes, width=3000, ridge=1.):
        g = torch.Generator().manual_seed(0)
        self.mean, self.deviation = x.mean(0), x.std(0) + 1e-4
        self.waves = (torch.randn(x.shape[1], width, generator=g) * 25.4).round().clamp(-127, 127) / 254      # few bits, for a small file
        self.phases = torch.rand(width, generator=g) * 2 * math.pi
        p = self.embed(x)
        self.answers = torch.linalg.solve(p.T @ p + ridge * torch.eye(p.shape[1]), p.T @ F.one_hot(y, classes).float())

    def embed(self, x):
        """[B, width + F + 1]."""
        z = (x - self.mean) / self.deviation
        return torch.cat([torch.cos(z @ self.waves + self.phases), z * .1, torch.ones(len(z), 1)], 1)

    def normalised(self, x):
        """[B, F] at unit deviation on the fitting set: the space of the Frechet distance."""
        return (x - self.mean) / self.deviation

    def scores(self, x):
        """[B, classes]."""
        return self.embed(x) @ self.answers

    def __call__(self, x):
        return self.scores(x).argmax(1)
