"""The whole way from nothing to shipped files at a tiny scale, in under three minutes.   python smoke_test.py

Runs the README's commands with small numbers in a temporary folder and checks what can be checked on an almost untrained model:
both losses fall, training resumes, the files run at sizes never exported, tile, stay in range, and every figure of the evaluation comes out.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def run(script, *arguments):
    """Output of one of the scripts beside this one."""
    done = subprocess.run([sys.executable, os.path.join(HERE, script), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=dict(os.environ, OMP_NUM_THREADS='1'))
    print(f'--- {script} {" ".join(map(str, arguments))}\n{done.stdout[-600:]}', flush=True)
    assert done.returncode == 0, f'{script} failed with {done.returncode}'
    return done.stdout


def steps_done(output):
    return int(re.search(r'done: (\d+) steps', output).group(1))


def losses(output):
    return [float(x) for x in re.findall(r'loss ([\d.]+)', output)]


def check_files(folder):
    """Range, tiling and free sizes of the exported files."""
    import torch
    sys.path.insert(0, HERE)
    from pocket.models import Shipped
    model = Shipped(folder)
    z = torch.randn(1, 4, 16, 24, generator=torch.Generator().manual_seed(1))
    text = model.encode(['red brick wall'])
    picture, material = model.decode(z)
    assert picture.shape == (1, 3, 128, 192) and material.shape == picture.shape
    assert model.decode(z[:, :, :12, :20])[0].shape == (1, 3, 96, 160)
    for rolled, expected in zip(model.decode(torch.roll(z, (5, 3), (2, 3))), (picture, material)):
        assert (rolled - torch.roll(expected, (40, 24), (2, 3))).abs().max() < .01, 'the decoder must not know where the border is'
    wide = torch.randn(1, 4, 8, 48, generator=torch.Generator().manual_seed(2))
    whole, tile = model.decode(wide)[0], model.decode(wide[:, :, :, :32])[0]
    assert (whole[:, :, :, 112:144] - tile[:, :, :, 112:144]).abs().max() < .01, 'a tile must give what the whole gives, but for its rim'
    assert 0 <= material.min() and material.max() <= 1
    assert model.predict(z, 500, text).shape == z.shape


def main():
    began = time.time()
    with tempfile.TemporaryDirectory() as work:
        data = f'{work}/data'
        for cells in (16, 8):
            run('make_data.py', '--count', 500, '--cells', cells, '--maps', 1 if cells == 16 else 0, '--out', data)
        common = ['--data', data, '--work', work, '--log-every', 5]
        first = run('train_unet.py', *common, '--minutes', .25, '--c0', 16, '--c1', 32, '--batch', 16, '--processes', 2)
        again = run('train_unet.py', *common, '--minutes', .33, '--c0', 16, '--c1', 32, '--batch', 16, '--processes', 1)
        assert steps_done(again) > steps_done(first) and losses(first)[-1] < losses(first)[0], 'the U-Net must learn, and go on where it stopped'
        decoder = run('train_decoder.py', *common, '--minutes', .35, '--batch', 8, '--judge-after', 4, '--processes', 1)
        assert losses(decoder)[-1] < losses(decoder)[0], 'the decoder must learn'
        run('export.py', '--work', work, '--out', f'{work}/model')
        check_files(f'{work}/model')
        run('evaluate.py', '--model', f'{work}/model', '--out', f'{work}/evaluation', '--per-family', 1, '--per-held-out', 1, '--real', 230, '--steps', 2, '--sheets', 0, '--judge-file', f'{work}/judge')
        assert os.path.getsize(f'{work}/judge/judge.onnx') < 1e6
        with open(f'{work}/evaluation/metrics.json') as f:
            measured = json.load(f)
        assert all(measured[k] is not None for k in ('judges', 'seen', 'held_out', 'physical', 'seam_ratio', 'sharpness_ratio', 'frechet', 'diversity'))
        run('draw_diffusion.py', '--model', f'{work}/model', '--out', f'{work}/diffusion.png', '--steps', 3)
    print(f'passed in {time.time() - began:.0f} s')


if __name__ == '__main__':
    main()
