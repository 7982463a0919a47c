"""What a decoded material must agree with: its pixels where they can be known, its edges, and its amount of detail everywhere."""
import torch
import torch.nn.functional as F
from .latents import CELL

WEIGHTS = torch.tensor([1., 1., 1., .7, .4, .6]).view(1, 6, 1, 1)          # R, G, B, height, roughness, metallic


def as_seen(raw):
    """Decoder output -> six maps in [-1, 1], without clipping (roughness and metallic leave their logits)."""
    return torch.cat([raw[:, :4], torch.tanh(raw[:, 4:] * .5)], 1)


def _differences(x):
    across, down = x - torch.roll(x, 1, 3), x - torch.roll(x, 1, 2)
    return across, down, across - torch.roll(across, 1, 2)


def _detail(x):
    """Local root energy of the finest bands at full, half and quarter size: [B, 18, H / 16, W / 16] each."""
    for window in (16, 8, 4):
        yield (F.avg_pool2d(torch.cat(_differences(x), 1).pow(2), window) + 1e-5).sqrt()
        x = F.avg_pool2d(x, 2)


def _brightness_and_height(x):
    """What the eye sees of the grain: [B, 2, H, W], across and down."""
    two = torch.cat([x[:, :3].mean(1, keepdim=True), x[:, 3:4]], 1)
    return two - torch.roll(two, 1, 3), two - torch.roll(two, 1, 2)


def _repetition(seen, real):
    """How much more (or less) the detail of the decoded picture repeats itself after 2, 4 and 8 texels than that of the real one: local
    autocovariance over local amplitude. Without it the right amount of detail is had most cheaply by a regular mesh."""
    total = 0.
    for axis, (a, b) in zip((3, 2), zip(_brightness_and_height(seen), _brightness_and_height(real))):
        amplitude = F.avg_pool2d(b * b, 16).sqrt() + .03
        for lag in (2, 4, 8):
            for along in (axis, 5 - axis):
                difference = F.avg_pool2d(a * torch.roll(a, lag, along), 16) - F.avg_pool2d(b * torch.roll(b, lag, along), 16)
                total = total + (difference.abs() / amplitude).mean()
    return total


def _mesh(seen, real):
    """What is left of the error when all cells of a picture are laid upon each other: what a decoder does in the same place of every cell
    is a mesh of 8 texels, faint but seen at once on anything flat."""
    b, c, h, w = seen.shape
    cell = (seen - real).reshape(b, c, h // CELL, CELL, w // CELL, CELL).mean((2, 4))
    return (cell - cell.mean((2, 3), keepdim=True)).abs()


def reconstruction(raw, real):
    """(loss, {parts}) for decoder output and real maps [B, 6, H, W] in [-1, 1]."""
    w = WEIGHTS.to(raw)
    seen = as_seen(raw)
    pixels = ((seen - real).abs() * w).mean()
    blurred = ((F.avg_pool2d(seen, 4) - F.avg_pool2d(real, 4)).abs() * w).mean()
    a, b = _differences(seen), _differences(real)
    edges = sum(((p - q).abs() * w).mean() for p, q in zip(a[:2], b[:2]))
    detail = sum(((p - q).abs() * w.repeat(1, 3, 1, 1)).mean() for p, q in zip(_detail(seen), _detail(real)))
    repetition, mesh = _repetition(seen, real), (_mesh(seen, real) * w).mean()
    metal = F.binary_cross_entropy_with_logits(raw[:, 5], real[:, 5] * .5 + .5)
    total = .4 * pixels + .6 * blurred + .15 * edges + 3. * detail + 1. * repetition + 2. * mesh + .1 * metal
    return total, dict(pixels=pixels, blurred=blurred, edges=edges, detail=detail, repetition=repetition, mesh=mesh, metal=metal)
