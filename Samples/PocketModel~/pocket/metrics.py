"""Figures that need no classifier. All take pictures or maps [B, C, H, W] in [0, 1]."""
import torch


def seam_ratio(pictures, cell):
    """Mean gradient across the border over that across the other cell borders: 1 when nothing tells the border from any other."""
    across, down = (pictures - torch.roll(pictures, 1, 3)).abs().mean((0, 1, 2)), (pictures - torch.roll(pictures, 1, 2)).abs().mean((0, 1, 3))
    # lattice joints lie at multiples of 4 cells, the border among them: compare like with like
    step = 4 * cell
    return float((across[0] + down[0]) / (across[step::step].mean() + down[step::step].mean()))


def edge_energy(pictures):
    """Mean squared gradient of each picture: [B]."""
    return sum((pictures - torch.roll(pictures, 1, axis)).pow(2).mean((1, 2, 3)) for axis in (2, 3))


def sharpness_ratio(generated, real):
    """Median edge energy of the generated over that of the real ones: 1 is as crisp as the teacher."""
    return float((edge_energy(generated).median() / edge_energy(real).median()).sqrt())


def diversity(groups):
    """Mean distance (root mean square, [0, 1]) between pictures of one prompt and different seeds: groups [P, S, 3, H, W]."""
    flat = groups.flatten(2)
    d = torch.cdist(flat, flat) / flat.shape[2] ** .5
    seeds = flat.shape[1]
    return float(d.sum() / (len(flat) * seeds * (seeds - 1)))


def frechet(a, b):
    """Frechet distance of two sets of features [n, F] as Gaussians, divided by F (Heusel et al. 2017)."""
    mean = (a.mean(0) - b.mean(0)).pow(2).sum()
    ca, cb = torch.cov(a.T.double()), torch.cov(b.T.double())
    values = torch.linalg.eigvals(ca @ cb).real.clamp(min=0)
    return float((mean + torch.trace(ca) + torch.trace(cb) - 2 * values.sqrt().sum()) / a.shape[1])
