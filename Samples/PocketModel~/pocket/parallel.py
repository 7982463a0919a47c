"""Training in several processes on a CPU, or in one on a GPU, by the same script.

On a CPU, one-thread processes that average their gradients are far faster than one process with as many threads.
"""
import os
import tempfile
import torch
import torch.distributed as distributed
import torch.multiprocessing as multiprocessing


def device():
    return 'cuda' if torch.cuda.is_available() else 'cpu'


def _entry(rank, work, world, meeting, arguments):
    torch.set_num_threads(1)
    if world > 1:
        distributed.init_process_group('gloo', init_method='file://' + meeting, rank=rank, world_size=world)
    work(rank, world, arguments)


def launch(work, arguments):
    """Calls work(rank, world, arguments) in arguments.processes processes."""
    world = 1 if torch.cuda.is_available() else arguments.processes
    if world == 1:
        return _entry(0, work, 1, '', arguments)
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(_entry, (work, world, os.path.join(folder, 'meeting'), arguments), nprocs=world)


def average_gradients(parameters, world):
    """In place, over all processes."""
    if world == 1:
        return
    gradients = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.flatten() for g in gradients])
    distributed.all_reduce(flat)
    start = 0
    for g in gradients:
        g.copy_(flat[start:start + g.numel()].view_as(g) / world)
        start += g.numel()


def agreed(value, world):
    """Rank 0's value, on every rank."""
    if world == 1:
        return value
    shared = torch.tensor([float(value)], dtype=torch.float64)
    distributed.broadcast(shared, 0)
    return float(shared)
