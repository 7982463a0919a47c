"""Writes the judge as one ONNX file and what it is asked as one JSON file, so that another program can measure the shipped files."""
import json
import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper
from . import metrics
from .classifier import BINS, features
from .materials import colours, families, wear


class _Judge(nn.Module):
    """pictures [B, 3, 128, 128] in [0, 1] -> scores of family, colour, wear."""

    def __init__(self, judges):
        super().__init__()
        self.register_buffer('waves', judges['family'].waves)
        self.judges = judges
        for name, judge in judges.items():
            assert torch.equal(judge.waves, self.waves)
            self.register_buffer(f'{name}_answers', judge.answers)

    def forward(self, pictures):
        x, scores = features(pictures), []
        for name, judge in self.judges.items():
            z = (x - judge.mean) / judge.deviation
            embedded = torch.cat([torch.cos(z @ self.waves + judge.phases), z * .1, torch.ones_like(z[:, :1])], 1)
            scores.append(embedded @ getattr(self, f'{name}_answers'))
        return tuple(scores)


def _as_one_hot(node, table):
    """Initialisers and nodes that make the table of ones and zeros from the column of each row's one."""
    name = node.output[0]
    numbers = [numpy_helper.from_array(table.argmax(1).astype(np.uint8), name + '_b'), numpy_helper.from_array(np.array([table.shape[1]]), name + '_d'),
               numpy_helper.from_array(np.array([0, 1], np.float32), name + '_v')]
    return numbers, [helper.make_node('Cast', [name + '_b'], [name + '_i'], to=TensorProto.INT64), helper.make_node('OneHot', [name + '_i', name + '_d', name + '_v'], [name])]


def _shrink(model):
    """Waves as int8 (they are multiples of 1/254), answers as fp16, bins of the spectrum as numbers: exact enough that no answer changes."""
    initialisers, front, rest = list(model.graph.initializer), [], []
    for node in model.graph.node:
        value = numpy_helper.to_array(node.attribute[0].t) if node.op_type == 'Constant' else np.zeros(0)
        if value.ndim == 2 and value.shape[1] == BINS:
            numbers, nodes = _as_one_hot(node, value)
            initialisers += numbers
            front += nodes
        else:
            rest.append(node)
    del model.graph.initializer[:]
    for i in initialisers:
        value = numpy_helper.to_array(i)
        if value.dtype != np.float32 or value.size < 4096 or not ('waves' in i.name or 'answers' in i.name):
            model.graph.initializer.append(i)
        elif 'waves' in i.name:
            model.graph.initializer.extend([numpy_helper.from_array(np.round(value * 254).astype(np.int8), i.name + '_q'), numpy_helper.from_array(np.float32(1 / 254), i.name + '_s')])
            front += [helper.make_node('Cast', [i.name + '_q'], [i.name + '_c'], to=TensorProto.FLOAT), helper.make_node('Mul', [i.name + '_c', i.name + '_s'], [i.name])]
        else:
            model.graph.initializer.append(numpy_helper.from_array(value.astype(np.float16), i.name + '_h'))
            front.append(helper.make_node('Cast', [i.name + '_h'], [i.name], to=TensorProto.FLOAT))
    del model.graph.node[:]
    model.graph.node.extend(front + rest)
    return model


def write(folder, judges, real, cases, accuracy, cell):
    """judge.onnx and judge.json: labels, cases, the judge's own accuracy and what real pictures measure."""
    path, size = f'{folder}/judge.onnx', real.shape[-1]
    torch.onnx.export(_Judge(judges), (torch.rand(2, 3, size, size),), path, input_names=['pictures'], output_names=list(judges), opset_version=14,
                      dynamic_axes={'pictures': {0: 'batch'}, **{name: {0: 'batch'} for name in judges}}, do_constant_folding=False)
    onnx.save(_shrink(onnx.load(path)), path)
    content = dict(families=families.NAMES, colours=colours.NAMES, wears=['none'] + wear.NAMES, metals=list(families.METALS), grouted=list(families.GROUTED), texelsPerCell=cell,
                   size=size, judgeAccuracy=accuracy, realEdgeEnergy=float(metrics.edge_energy(real).median()), realSeamRatio=metrics.seam_ratio(real, cell),
                   cases=[dict(prompt=c.prompt, family=c.family, colour=c.colour, wear=c.wear, heldOut=c.held_out) for c in cases])
    with open(f'{folder}/judge.json', 'w', encoding='utf-8') as f:
        json.dump(content, f, indent=0)
        f.write('\n')
