"""Measures a model folder, or training checkpoints, by an independent classifier.   python evaluate.py --model ../../Runtime/PocketModel~

The classifier is fitted to pictures drawn for this purpose at the model's own texels per cell, half of them raw and half sent through the
model's latent and decoder, and its accuracy on held-out pictures of both kinds is reported first. Then as many pictures are generated as
asked for, and counted. Everything is written to <out>/metrics.json, every single answer to
answers.json; the contact sheets lie beside them.
"""
import argparse
import json
import os
import numpy as np
import torch
from export import GUIDANCE, STEPS
from pocket import judge_file, latents, metrics, prompts, sampling, sheets
from pocket.classifier import Classifier, features
from pocket.materials import colours, families, wear
from pocket.materials.grid import Grid
from pocket.materials.sample import sample as draw_sample
from pocket.models import Shipped, Trained
from pocket.prompts_for_evaluation import cases


def real_pictures(model, names, count, seed):
    """(raw, decoded, attributes, maps): drawn anew, so that no network has seen them; decoded ones went through the latent."""
    random, grid = np.random.default_rng(seed), Grid(16, 16, model.cell)
    drawn = [draw_sample(random, grid, names[i % len(names)]) for i in range(count)]
    maps = torch.from_numpy(np.stack([d.maps for d in drawn]))
    decoded = model.decode(latents.from_maps(maps, model.cell))[0]
    return maps[:, :3].float() / 255, decoded, torch.tensor([d.attributes for d in drawn]), maps


def fit_judges(model, names, count):
    """{'family' | 'colour' | 'wear': Classifier}, their held-out accuracies, and the held-out real pictures' maps and features."""
    raw, decoded, attributes, _ = real_pictures(model, names, count, 777)
    raw_test, decoded_test, test, maps = real_pictures(model, names, max(min(count, 400), count // 5), 778)
    half = torch.arange(len(raw)) // len(names) % 2 == 0               # whole rounds of the families, so that both halves know all
    x, y = torch.cat([features(raw[half]), features(decoded[~half])]), torch.cat([attributes[half], attributes[~half]])
    x_raw, x_decoded = features(raw_test), features(decoded_test)
    two = torch.tensor([f.two_colours for f in families.FAMILIES.values()])
    judges, accuracy = {}, {}
    for name, column, classes in (('family', 0, len(families.NAMES)), ('colour', 1, len(colours.NAMES)), ('wear', 3, len(wear.NAMES) + 1)):
        shift = 1 if name == 'wear' else 0                         # class 0 of wear is none
        keep = lambda a: (a[:, column] + shift >= 0) & ((a[:, 3] < 0) & ~two[a[:, 0]] if name == 'colour' else torch.ones(len(a), dtype=torch.bool))
        judges[name] = Classifier(x[keep(y)], y[keep(y), column] + shift, classes)
        for kind, xt in (('raw', x_raw), ('decoded', x_decoded)):
            accuracy[f'{name} on {kind}'] = float((judges[name](xt[keep(test)]) == test[keep(test), column] + shift).float().mean())
    return judges, accuracy, maps, x_raw


def share(flags):
    """Mean and count, or None where there is nothing to count."""
    return dict(share=round(float(np.mean(flags)), 4), n=len(flags)) if len(flags) else None


def count(judges, listed, pictures, either_way):
    """Agreement of what was asked for with what the judges see; with either_way a picture on its side is also right."""
    x = features(pictures)
    seen = {k: judge(x).tolist() for k, judge in judges.items()}
    if either_way:
        turned = judges['family'](features(pictures.transpose(2, 3))).tolist()
        seen['family'] = [b if families.NAMES[b] == c.family else a for c, a, b in zip(listed, seen['family'], turned)]
    rows = [(c, families.NAMES[f] == c.family, colours.NAMES[k] == c.colour, w > 0 and wear.NAMES[w - 1] == c.wear)
            for c, f, k, w in zip(listed, seen['family'], seen['colour'], seen['wear'])]
    result = {'answers': [dict(prompt=c.prompt, family=c.family, seen_as=families.NAMES[f], colour=c.colour, wear=c.wear, held_out=c.held_out, right=[int(v) for v in r[1:]])
                          for (c, *_), f, r in zip(rows, seen['family'], rows)]}
    for name, held in (('seen', False), ('held_out', True)):
        part = [r for r in rows if r[0].held_out == held]
        result[name] = dict(family=share([r[1] for r in part]), colour=share([r[2] for r in part if r[0].colour]), wear=share([r[3] for r in part if r[0].wear]))
    names = dict.fromkeys(c.family for c in listed)
    result['by_family'] = {n: round(float(np.mean([r[1] for r in rows if r[0].family == n])), 2) for n in names}
    confused = {}
    for (c, right, _, _), f in zip(rows, seen['family']):
        if not right:
            confused[f'{c.family} as {families.NAMES[f]}'] = confused.get(f'{c.family} as {families.NAMES[f]}', 0) + 1
    result['confused'] = dict(sorted(confused.items(), key=lambda k: -k[1])[:12])
    return result, x


def physical(listed, material):
    """Do height and metallic belong to the picture? Metals above .6 in the mean, others below .02; joints lower than faces by the map's own spread."""
    metal = material[:, 2].mean((1, 2))
    unworn = [(c, m) for c, m in zip(listed, metal.tolist()) if c.wear is None]
    spread = [float(material[i, 0].flatten().quantile(.9) - material[i, 0].flatten().quantile(.05)) for i, c in enumerate(listed) if c.family in families.GROUTED and c.wear is None]
    return dict(metals_metallic=share([m > .6 for c, m in unworn if c.family in families.METALS]), others_not=share([m < .02 for c, m in unworn if c.family not in families.METALS]),
                joints_lower=share([s > .2 for s in spread]))


def recommended(folder):
    """{steps, guidance, solver}: what a model folder asks for in its own files; for checkpoints, what export.py will write."""
    if not folder:
        return dict(steps=STEPS, guidance=GUIDANCE, solver='dpm')
    with open(f'{folder}/generation_config.json', encoding='utf-8') as f:
        generation = json.load(f)
    with open(f'{folder}/scheduler/scheduler_config.json', encoding='utf-8') as f:
        solver = {'DPMSolverMultistepScheduler': 'dpm', 'DDIMScheduler': 'ddim'}[json.load(f)['_class_name']]
    return dict(steps=generation['num_inference_steps'], guidance=generation['guidance_scale'], solver=solver)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--model', default='', help='a model folder; without it the checkpoints in --work')
    parser.add_argument('--work', default='work')
    parser.add_argument('--out', default='work/evaluation')
    parser.add_argument('--steps', type=int, help='what the model recommends by default, like the next two')
    parser.add_argument('--guidance', type=float)
    parser.add_argument('--solver', choices=['dpm', 'ddim'])
    parser.add_argument('--families', default='', help='comma separated; all by default')
    parser.add_argument('--per-family', type=int, default=22)
    parser.add_argument('--per-held-out', type=int, default=6)
    parser.add_argument('--real', type=int, default=4600)
    parser.add_argument('--either-way', type=int, default=0, help='for models that lay planks and stripes in other directions')
    parser.add_argument('--judges', default='', help='keeps the fitted judges in this file, for more runs with the same decoder')
    parser.add_argument('--judge-file', default='', help='a folder for judge.onnx and judge.json, from which Tests/PocketEvaluation measures the same in C#')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--sheets', type=int, default=1)
    a = parser.parse_args()
    torch.set_num_threads(a.threads)
    os.makedirs(a.out, exist_ok=True)
    options = dict(recommended(a.model), **{k: v for k, v in dict(steps=a.steps, guidance=a.guidance, solver=a.solver).items() if v is not None})
    model = Shipped(a.model) if a.model else Trained(a.work)
    names = a.families.split(',') if a.families else families.NAMES
    if a.judges and os.path.exists(a.judges):
        judges, accuracy, real_maps, real_features = torch.load(a.judges)
    else:
        fitted = judges, accuracy, real_maps, real_features = fit_judges(model, names, a.real)
        if a.judges:
            torch.save(fitted, a.judges)
    result = dict(options, judges={k: round(v, 4) for k, v in accuracy.items()})
    print(json.dumps(result['judges']), flush=True)
    listed = cases(names, a.per_family, a.per_held_out)
    real = real_maps[:, :3].float() / 255
    if a.judge_file:
        os.makedirs(a.judge_file, exist_ok=True)
        judge_file.write(a.judge_file, judges, real, listed, result['judges'], model.cell)
    parts = [model.decode(sampling.sample(model, [c.prompt for c in listed[i:i + 32]], seed=1000 + i, **options)) for i in range(0, len(listed), 32)]
    pictures, material = (torch.cat(p) for p in zip(*parts))
    counted, x = count(judges, listed, pictures, a.either_way)
    result.update(counted, n=len(listed), physical=physical(listed, material), seam_ratio=round(metrics.seam_ratio(pictures, model.cell), 3), seam_ratio_of_real=round(metrics.seam_ratio(real, model.cell), 3),
                  sharpness_ratio=round(metrics.sharpness_ratio(pictures, real), 3),
                  frechet=round(metrics.frechet(judges['family'].normalised(x), judges['family'].normalised(real_features)), 3))
    four = [c.prompt for c in listed[:: max(1, len(listed) // 12)]][:12]
    seeds = torch.stack([model.decode(sampling.sample(model, four, seed=s, **options))[0] for s in range(4)], 1)
    result['diversity'] = round(metrics.diversity(seeds), 3)
    with open(f'{a.out}/answers.json', 'w', encoding='utf-8') as f:
        json.dump(result.pop('answers'), f, indent=0)
    with open(f'{a.out}/metrics.json', 'w', encoding='utf-8') as f:
        json.dump(result, f, indent=1)
    print(json.dumps(result, indent=1))
    if a.sheets:
        labels = prompts.SHEET + prompts.HELD_OUT
        z = torch.cat([sampling.sample(model, labels[i:i + 28], seed=1 + i, **options) for i in range(0, len(labels), 28)])
        picture, maps = model.decode(z)
        sheets.save(picture, f'{a.out}/sheet.png', labels, zoom=8 // model.cell)
        sheets.save(maps, f'{a.out}/sheet_material.png', labels, zoom=8 // model.cell)
        sheets.save(picture[:24], f'{a.out}/sheet_tiled.png', labels[:24], columns=6, repeat=2)
        large = model.decode(sampling.sample(model, labels[::4], seed=5, size=(32, 32), **options))[0]
        sheets.save(large, f'{a.out}/sheet_large.png', labels[::4], columns=5)


if __name__ == '__main__':
    main()
