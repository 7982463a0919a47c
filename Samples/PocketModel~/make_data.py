"""Draws captioned materials into shards of 500.   python make_data.py --count 40000 --cells 16 --out work/data

work/data/<cells>/<number>.npz: latents float16 [n, 4, h, w], captions, attributes [n, 4]; the first `--maps` shards keep their
uint8 maps [n, 6, H, W] too, for the decoder. Shards that exist are left alone: call it again with a larger count for more.
"""
import argparse
import os
from multiprocessing import Pool
import numpy as np
import torch
from pocket import latents
from pocket.materials.grid import Grid
from pocket.materials.sample import sample

SHARD = 500


def draw_shard(job):
    path, seed, cells, keep_maps = job
    torch.set_num_threads(1)
    random, grid = np.random.default_rng(seed), Grid(cells, cells)
    samples = [sample(random, grid) for _ in range(SHARD)]
    maps = np.stack([s.maps for s in samples])
    arrays = dict(latents=latents.from_maps(torch.from_numpy(maps)).half().numpy(), captions=np.array([s.caption for s in samples]),
                  attributes=np.array([s.attributes for s in samples], np.int16))
    if keep_maps:
        arrays['maps'] = maps
    np.savez(path + '.part.npz', **arrays)
    os.replace(path + '.part.npz', path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--count', type=int, default=40000)
    parser.add_argument('--cells', type=int, default=16, help='latent cells along an edge: 8, 16 or 32')
    parser.add_argument('--maps', type=int, default=16, help='shards that keep their maps')
    parser.add_argument('--processes', type=int, default=os.cpu_count())
    parser.add_argument('--out', default='work/data')
    a = parser.parse_args()
    folder = os.path.join(a.out, str(a.cells))
    os.makedirs(folder, exist_ok=True)
    jobs = [(os.path.join(folder, f'{i:04d}.npz'), 1000 * a.cells + i, a.cells, i < a.maps) for i in range((a.count + SHARD - 1) // SHARD)]
    with Pool(a.processes) as pool:
        pool.map(draw_shard, [j for j in jobs if not os.path.exists(j[0])], chunksize=1)
    print(f'{len(jobs)} shards of {SHARD} in {folder}')


if __name__ == '__main__':
    main()
