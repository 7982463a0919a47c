"""Checkpoints that an interrupted run goes on from, and the moving average of weights that is shipped."""
import os
import torch


def save(path, **state):
    """Written beside and renamed, so that a killed run leaves the older one whole."""
    torch.save(state, path + '.part')
    os.replace(path + '.part', path)


def load(path):
    """The state, on the CPU; None when there is none."""
    return torch.load(path, map_location='cpu') if os.path.exists(path) else None


class Average:
    """Exponential moving average of a module's parameters, quick at first."""

    def __init__(self, module, decay, values=None, steps=0):
        own = list(module.parameters())
        self.decay, self.steps = decay, steps
        self.values = [v.to(p.device) for v, p in zip(values, own)] if values else [p.detach().clone() for p in own]

    @torch.no_grad()
    def update(self, module):
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        torch._foreach_mul_(self.values, decay)
        torch._foreach_add_(self.values, [p.detach() for p in module.parameters()], alpha=1 - decay)

    @torch.no_grad()
    def copy_to(self, module):
        for p, v in zip(module.parameters(), self.values):
            p.copy_(v)
