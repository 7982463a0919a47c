"""Trains the decoder and the encoder on pictures with their maps.   python train_decoder.py --minutes 20

Goes on from work/decoder.pt. The discriminator joins in after --judge-after steps. Independent of train_unet.py: the latent is fixed,
so both may run at once, and either may be trained again without the other. With --through-unet a part of the latents are what work/unet.pt
makes of real ones in its last steps (see pocket/last_steps.py): take it for the end of the training, when the U-Net is good.
"""
import argparse
import itertools
import math
import os
import time
import torch
import torch.nn as nn
import torch.nn.functional as F
from pocket import checkpoints, decoder_losses, discriminator, last_steps, latents, parallel, shards
from pocket.decoder import Decoder
from pocket.encoder import Encoder


def run(rank, world, a):
    device, path = parallel.device(), f'{a.work}/decoder.pt'
    maps, _ = shards.pictures(f'{a.data}/16', a.first, a.last)
    maps = maps.to(device) if device == 'cuda' else maps
    denoised = torch.load(f'{a.work}/last_steps.pt').to(maps.device) if a.through_unet else None
    torch.manual_seed(0)
    nets = nn.ModuleDict(dict(decoder=Decoder(), encoder=Encoder())).to(device)
    judge = discriminator.Discriminator().to(device)
    parameters = list(nets.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=a.lr, betas=(.9, .98), weight_decay=1e-4)
    judging = torch.optim.Adam(judge.parameters(), lr=4e-4, betas=(.5, .99))
    state, step, used = checkpoints.load(path), 0, 0.
    average = checkpoints.Average(nets, .995)
    if state:
        for thing, key in ((nets, 'weights'), (judge, 'judge'), (optimiser, 'optimiser'), (judging, 'judging')):
            thing.load_state_dict(state[key])
        step, used = state['step'], state['used']
        average = checkpoints.Average(nets, .995, state['average'], step)
    torch.manual_seed(50 + rank + step)
    began = logged = saved = time.time()
    elapsed, totals, counted = used, {}, 0

    def save():
        checkpoints.save(path, weights=nets.state_dict(), average=average.values, judge=judge.state_dict(), optimiser=optimiser.state_dict(),
                         judging=judging.state_dict(), step=step, used=used + time.time() - began)

    while True:
        if step % 10 == 0:
            elapsed = parallel.agreed(used + time.time() - began, world)
        if elapsed >= a.minutes * 60:
            break
        progress = elapsed / (a.minutes * 60)
        for group in optimiser.param_groups:
            group['lr'] = a.lr * min(1, (step + 1) / 100) * (.5 + .5 * math.cos(math.pi * progress)) + 1e-5
        chosen = torch.randint(0, len(maps), (max(1, a.batch // world),), device=maps.device)
        batch = maps[chosen].to(device)
        clean, real = latents.from_maps(batch), batch.float() / 127.5 - 1
        z = clean + torch.rand(len(clean), 1, 1, 1, device=device) * a.noise * torch.randn_like(clean)       # the U-Net is not perfect
        if denoised is not None:
            z = torch.where(torch.rand(len(z), 1, 1, 1, device=device) < a.through_unet, denoised[chosen].to(z), z)
        raw = nets['decoder'](z)
        loss, parts = decoder_losses.reconstruction(raw, real)
        loss = loss + .2 * F.smooth_l1_loss(nets['encoder'](real[:, :3])[:, 3:], clean[:, 3:])
        if step >= a.judge_after:
            seen, base = decoder_losses.as_seen(raw), nets['decoder'].base(z).detach()
            trial = discriminator.loss_of_judge(judge(real, base), judge(seen.detach(), base))
            judging.zero_grad(set_to_none=True)
            trial.backward()
            parallel.average_gradients(list(judge.parameters()), world)
            judging.step()
            forged = discriminator.loss_of_forger(judge(seen, base))
            loss = loss + a.judge_weight * min(1, (step - a.judge_after) / 300) * forged
            parts.update(judge=trial, forger=forged)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        parallel.average_gradients(parameters, world)
        nn.utils.clip_grad_norm_(parameters, 1.)
        optimiser.step()
        average.update(nets)
        step, counted = step + 1, counted + 1
        for name, value in itertools.chain(parts.items(), [('loss', loss)]):
            totals[name] = totals.get(name, 0.) + float(value.detach())
        if rank == 0 and time.time() - logged > a.log_every:
            print(f'step {step} {elapsed:.0f} s {counted * a.batch / (time.time() - logged):.0f}/s ' +
                  ' '.join(f'{k} {v / counted:.4f}' for k, v in totals.items()), flush=True)
            logged, totals, counted = time.time(), {}, 0
        if rank == 0 and time.time() - saved > a.save_every:
            saved = time.time()
            save()
    if rank == 0:
        save()
        print(f'done: {step} steps', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--minutes', type=float, default=20.)
    parser.add_argument('--batch', type=int, default=6)
    parser.add_argument('--lr', type=float, default=1.5e-3)
    parser.add_argument('--noise', type=float, default=.08)
    parser.add_argument('--through-unet', type=float, default=0., help='share of the latents that went through the last step of work/unet.pt')
    parser.add_argument('--judge-after', type=int, default=600)
    parser.add_argument('--judge-weight', type=float, default=.06)
    parser.add_argument('--first', type=int, default=0, help='first shard')
    parser.add_argument('--last', type=int, default=None, help='shard to stop before; what is left out is for the evaluation')
    parser.add_argument('--processes', type=int, default=os.cpu_count())
    parser.add_argument('--save-every', type=float, default=60.)
    parser.add_argument('--log-every', type=float, default=30.)
    parser.add_argument('--data', default='work/data')
    parser.add_argument('--work', default='work')
    a = parser.parse_args()
    os.makedirs(a.work, exist_ok=True)
    if a.through_unet:
        last_steps.write(a.work, a.data, a.first, a.last, f'{a.work}/last_steps.pt')
    parallel.launch(run, a)


if __name__ == '__main__':
    main()
