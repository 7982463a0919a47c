"""Diffusion in one file: how a picture is drowned in noise step by step, and what the network learns from that.

symbol         here            meaning
beta_t         betas           how much noise step t adds, t = 0 .. 999
alpha-bar_t    alphas_cumprod  how much of the picture's power is left after step t
z_0            z               a clean latent
epsilon        noise           unit Gaussian noise: the seed
z_t            noised          sqrt(alpha-bar_t) z_0 + sqrt(1 - alpha-bar_t) epsilon
v              velocity        sqrt(alpha-bar_t) epsilon - sqrt(1 - alpha-bar_t) z_0

One step of the forward process mixes in a little noise, z_t = sqrt(1 - beta_t) z_{t-1} + sqrt(beta_t) epsilon_t. Gaussians add up,
so t steps can be jumped in one: that is `noised`. After the last step nothing of z_0 is left (the schedule is rescaled so that
alpha-bar is exactly 0 there), which is why generation may begin from a seed's pure noise.
The network sees z_t, t and the caption and must say v; from v both the noise and the picture follow (`picture_from`). It is
trained by nothing but the mean squared error of v. Asked at t = 999 it answers with what such a caption looks like on average;
asked again and again at smaller t, it sharpens one particular picture out of one particular noise. `draw_diffusion.py` draws this.

Ho et al. 2020 (eq. 2, 4); Salimans and Ho 2022, appendix D (v); Lin et al. 2023, Common diffusion noise schedules are flawed
(zero terminal SNR, trailing steps).
"""
import torch

STEPS = 1000


def betas(first=.00085, last=.012):
    """[1000], Stable Diffusion's scaled-linear betas, before the rescaling: the forward process, one step at a time."""
    return torch.linspace(first ** .5, last ** .5, STEPS, dtype=torch.float64) ** 2


def alphas_cumprod():
    """[1000], rescaled so that the last is 0 and the first stays what it was (Lin et al. 2023, algorithm 1)."""
    root = torch.cumprod(1 - betas(), 0).sqrt()
    return (((root - root[-1]) * root[0] / (root[0] - root[-1])) ** 2).float()


def noised(z, noise, alpha):
    """z_t, for alpha-bar_t that broadcasts against z."""
    return alpha.sqrt() * z + (1 - alpha).sqrt() * noise


def velocity(z, noise, alpha):
    """The target v."""
    return alpha.sqrt() * noise - (1 - alpha).sqrt() * z


def picture_from(noisy, v, alpha):
    """z_0 as the network believes it to be."""
    return alpha.sqrt() * noisy - (1 - alpha).sqrt() * v


def noise_from(noisy, v, alpha):
    """epsilon as the network believes it to be."""
    return (1 - alpha).sqrt() * noisy + alpha.sqrt() * v


def spread_timesteps(n, device):
    """n timesteps, one from each of n equal parts of the schedule: less variance in the loss than independent ones."""
    return ((torch.rand((), device=device) + torch.arange(n, device=device)) / n * STEPS).long().clamp(0, STEPS - 1)


def few_step_timesteps(n, steps, share, device):
    """As above, but `share` of the n are the very timesteps at which sampling in so many trailing steps asks the network."""
    t, k = spread_timesteps(n, device), int(round(n * share))
    asked = STEPS - 1 - (torch.arange(k, device=device) + torch.randint(0, steps, (), device=device)) % steps * (STEPS // steps)
    return torch.cat([asked, t[torch.randperm(n, device=device)[k:]]])


def quiet_counts_as_loud(z):
    """[B], mean 1: the weight of each picture. A faint vein in marble is a hundredth of a checker's contrast, but is not less important."""
    weight = 1 / (z.var((2, 3)).mean(1) + .1)
    return weight / weight.mean()


def training_loss(network, text, z, alphas, t):
    """[B]: the whole training objective, one number for each picture."""
    noise, alpha = torch.randn_like(z), alphas[t].view(-1, 1, 1, 1)
    predicted = network(noised(z, noise, alpha), t, text)
    return (predicted.float() - velocity(z, noise, alpha)).pow(2).mean((1, 2, 3))
