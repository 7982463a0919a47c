"""The judge: says family, colour and wear of a picture from its statistics, knowing nothing of any network.

Hand-made features (spectrum by scale and direction, colour quantiles, edge statistics), random Fourier features of them (Rahimi and
Recht 2007) and ridge regression. It is fitted half to raw pictures of the generator and half to the same kind of pictures sent
through encoder and decoder, because one fit alone forgives either every blur or no blur.
"""
import math
import torch
import torch.nn.functional as F


def _spectrum(grey):
    """Share of the power in 17 thirds of an octave and 4 directions: [B, 68], logarithmic."""
    n = grey.shape[-1]
    power = torch.fft.fft2(grey).abs().pow(2)
    f = torch.fft.fftfreq(n, 1. / n)
    ky, kx = torch.meshgrid(f, f, indexing='ij')
    scale = (torch.log2(torch.sqrt(kx ** 2 + ky ** 2).clamp(min=1)) * 3).long().clamp(0, 16)
    direction = ((torch.atan2(ky, kx) % math.pi) / math.pi * 4 + .5).long() % 4
    bins = torch.zeros(len(grey), 68).index_add_(1, (scale * 4 + direction).flatten(), power.flatten(1))
    return torch.log(bins / (bins.sum(1, keepdim=True) + 1e-9) + 1e-5)


def features(pictures):
    """[B, 3, N, N] in [0, 1] -> [B, F]."""
    grey = pictures.mean(1)
    grey = grey - grey.mean((1, 2), keepdim=True)
    pixels = pictures.flatten(2)
    quantiles = torch.quantile(pixels, torch.tensor([.05, .2, .35, .5, .65, .8, .95]), dim=2).permute(1, 0, 2).flatten(1)
    flat = grey.flatten(1)
    deviation = flat.std(1, keepdim=True) + 1e-3
    moments = [deviation.log(), (flat / deviation).pow(3).mean(1, keepdim=True), (flat / deviation).pow(4).mean(1, keepdim=True).log(),
               pixels.std(2).clamp(min=1e-3).log()]
    for axis in (1, 2):
        edge = (grey - torch.roll(grey, 1, axis)).abs().flatten(1)
        moments += [edge.mean(1, keepdim=True).clamp(min=1e-4).log(), torch.quantile(edge, torch.tensor([.5, .9, .99]), dim=1).T]
    middle = quantiles[:, 9:12]
    hue = torch.stack([middle[:, 0] - middle[:, 1], middle[:, 1] - middle[:, 2], middle[:, 0] - middle[:, 2]], 1) / (middle.sum(1, keepdim=True) + .05)
    return torch.cat([_spectrum(grey), quantiles, torch.cat(moments, 1), pixels.mean(2), hue, hue.abs()], 1)


class Classifier:
    """Fitted at once; called with features, gives class numbers."""

    def __init__(self, x, y, classes, width=3000, ridge=1.):
        g = torch.Generator().manual_seed(0)
        self._mean, self._deviation = x.mean(0), x.std(0) + 1e-4
        self._w, self._b = torch.randn(x.shape[1], width, generator=g) * .1, torch.rand(width, generator=g) * 2 * math.pi
        p = self.embed(x)
        self._a = torch.linalg.solve(p.T @ p + ridge * torch.eye(p.shape[1]), p.T @ F.one_hot(y, classes).float())

    def embed(self, x):
        """[B, width + F + 1]."""
        z = (x - self._mean) / self._deviation
        return torch.cat([torch.cos(z @ self._w + self._b), z * .1, torch.ones(len(z), 1)], 1)

    def normalised(self, x):
        """[B, F] at unit deviation on the fitting set: the space of the Frechet distance."""
        return (x - self._mean) / self._deviation

    def __call__(self, x):
        return (self.embed(x) @ self._a).argmax(1)
