"""Trains the text encoder and the U-Net together.   python train_unet.py --minutes 30

Goes on from work/unet.pt when that exists: --minutes is the total over all runs, and the learning rate falls over its last part.
On a GPU: --batch 512 --save-every 60, nothing else changes.
"""
import argparse
import math
import os
import time
import torch
import torch.nn as nn
from pocket import checkpoints, diffusion, parallel, tokenizer, warm_start
from pocket.materials import families
from pocket.shards import Latents, captions
from pocket.text_encoder import TextEncoder
from pocket.unet import UNet

DROPPED = .1              # captions replaced by the empty one, for classifier-free guidance
TOKENS = 20               # what the U-Net reads
# size of the latent -> (share of the steps, divisor of the batch, so that every step takes about as long)
SIZES = {16: (.84, 1), 8: (.06, 1), 32: (.10, 4)}


def learning_rate(a, step, progress):
    """Warm-up, plateau until `--plateau` of the time, cosine to a fiftieth."""
    late = max(0., (progress - a.plateau) / (1 - a.plateau))
    return a.lr * min(1., (step + 1) / 200) * (.02 + .98 * (.5 + .5 * math.cos(math.pi * min(1., late))))


def run(rank, world, a):
    device, path = parallel.device(), f'{a.work}/unet.pt'
    words = tokenizer.Tokenizer(f'{a.work}/tokenizer')
    sizes = {s: share for s, share in SIZES.items() if os.path.isdir(f'{a.data}/{s}')}
    twice = [families.NAMES.index(name) for name in a.twice.split(',') if name]
    data = {s: Latents(f'{a.data}/{s}', words, TOKENS, device, twice) for s in sizes}
    empty = torch.tensor(words('', TOKENS), device=device)
    torch.manual_seed(0)                                           # the same initial weights on every rank
    text, unet = TextEncoder(len(words.vocabulary)), UNet(a.c0, a.c1)
    state = checkpoints.load(path)
    if a.warm_start and not state:
        warm_start.unet_from(unet, f'{a.warm_start}/unet/model.onnx')
        warm_start.text_encoder_from(text, words.vocabulary, a.warm_start)
    both = nn.ModuleList([text, unet]).to(device)
    if state:
        both.load_state_dict(state['weights'])
    optimiser = torch.optim.AdamW(both.parameters(), lr=a.lr, betas=(.9, .99), weight_decay=.01)
    step, seen, used = 0, 0, 0.
    average = checkpoints.Average(both, a.average)
    if state:
        optimiser.load_state_dict(state['optimiser'])
        step, seen, used = state['step'], state['seen'], state['used']
        average = checkpoints.Average(both, a.average, state['average'], step)
    alphas, parameters = diffusion.alphas_cumprod().to(device), list(both.parameters())
    torch.manual_seed(100 + rank + 7 * step)
    began = logged = saved = time.time()
    elapsed, losses = used, []

    def save():
        checkpoints.save(path, weights=both.state_dict(), average=average.values, optimiser=optimiser.state_dict(), step=step, seen=seen,
                         used=used + time.time() - began, c0=a.c0, c1=a.c1)

    while True:
        if step % 10 == 0:
            elapsed = parallel.agreed(used + time.time() - began, world)
        if elapsed >= a.minutes * 60:
            break
        rate = learning_rate(a, step, elapsed / (a.minutes * 60))
        for group in optimiser.param_groups:
            group['lr'] = rate
        choice = torch.Generator().manual_seed(step)               # every rank draws the same size
        size = list(sizes)[int(torch.multinomial(torch.tensor([s[0] for s in sizes.values()]), 1, generator=choice))]
        z, ids = data[size].batch(max(1, a.batch // sizes[size][1] // world))
        ids = torch.where(torch.rand(len(ids), 1, device=device) < DROPPED, empty, ids)
        t = diffusion.few_step_timesteps(len(z), 4, a.few_steps, device)
        with torch.autocast(device, dtype=torch.bfloat16, enabled=device == 'cuda'):
            loss = (diffusion.quiet_counts_as_loud(z) * diffusion.training_loss(unet, text(ids)[0], z, alphas, t)).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        parallel.average_gradients(parameters, world)
        nn.utils.clip_grad_norm_(parameters, 1.)
        optimiser.step()
        average.update(both)
        step, seen = step + 1, seen + len(z) * world
        if size == 16:
            losses.append(float(loss.detach()))
        if rank == 0 and time.time() - logged > a.log_every:
            print(f'step {step} {elapsed:.0f} s, {seen} samples, {len(losses) * a.batch / (time.time() - logged):.0f}/s, lr {rate:.1e}, '
                  f'loss {sum(losses) / len(losses):.4f}, {len(data[16].z)} pictures', flush=True)
            logged, losses = time.time(), []
        if time.time() - saved > a.save_every:
            saved = time.time()
            for source in data.values():
                source.refresh()
            if rank == 0:
                save()
    if rank == 0:
        save()
        print(f'done: {step} steps, {seen} samples', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=30.)
    parser.add_argument('--batch', type=int, default=48)
    parser.add_argument('--lr', type=float, default=1.2e-3)
    parser.add_argument('--plateau', type=float, default=.4)
    parser.add_argument('--average', type=float, default=.998)
    parser.add_argument('--c0', type=int, default=64)
    parser.add_argument('--c1', type=int, default=128)
    parser.add_argument('--processes', type=int, default=os.cpu_count())
    parser.add_argument('--save-every', type=float, default=120.)
    parser.add_argument('--log-every', type=float, default=30.)
    parser.add_argument('--few-steps', type=float, default=0., help='share of the samples at the timesteps of sampling in four steps')
    parser.add_argument('--twice', default='', help='families, comma separated, that come twice as often')
    parser.add_argument('--warm-start', default='', help='a model folder to begin from')
    parser.add_argument('--data', default='work/data')
    parser.add_argument('--work', default='work')
    a = parser.parse_args()
    os.makedirs(a.work, exist_ok=True)
    if not os.path.exists(f'{a.work}/tokenizer/vocab.json'):
        tokenizer.learn(captions(f'{a.data}/16'), f'{a.work}/tokenizer')
    parallel.launch(run, a)


if __name__ == '__main__':
    main()
