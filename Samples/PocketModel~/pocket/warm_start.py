"""Reads shipped ONNX weights back into the networks, so that training may begin where an earlier model stopped.

The exporter names the initialisers after the parameters, except for matrices of linear layers (transposed) and affine parts of
group norms, which are anonymous but come in the order of execution. Words are matched by token text, so the vocabulary may grow.
"""
import json
import numpy as np
import onnx
import torch
from onnx import numpy_helper


def _initialisers(path):
    graph = onnx.load(path).graph
    named, matrices, affine = {}, [], []
    for i in graph.initializer:
        name = i.name[:-2] if i.name.endswith('_h') else i.name
        value = torch.from_numpy(numpy_helper.to_array(i).astype(np.float32))
        if 'MatMul' in name:
            matrices.append(value.T)
        elif '::Mul' in name or '::Add' in name:
            affine.append(value.flatten())
        else:
            named[name] = value
    return named, matrices, affine


def _copy_named(module, named):
    own = dict(module.named_parameters())
    for name, value in named.items():
        if name in own and own[name].shape == value.shape:
            own[name].data.copy_(value)


def _linear_order(attention):
    return [attention.q.weight, attention.kv.weight, attention.o.weight]


@torch.no_grad()
def unet_from(model, path):
    """Fills a UNet from unet/model.onnx; the lattice input, if the file has none, starts at zero."""
    named, matrices, affine = _initialisers(path)
    _copy_named(model, named)
    if 'lattice.weight' not in named:
        model.lattice.weight.zero_()
        model.lattice.bias.zero_()
    linear = [w for x in (model.x1, model.x2) for w in _linear_order(x.sa) + _linear_order(x.ca) + [x.f1.weight, x.f2.weight]]
    order = [model.d0.n1, model.d0.n2, model.d1.n1, model.d1.n2, model.x1.gn, model.m.n1, model.m.n2, model.x2.gn, model.u1.n1, model.u1.n2,
             model.u0.n1, model.u0.n2, model.no]
    for own, value in zip(linear, matrices):
        own.copy_(value)
    for own, value in zip((p for n in order for p in (n.weight, n.bias)), affine):
        own.copy_(value)
    assert len(linear) == len(matrices) and 2 * len(order) == len(affine)


@torch.no_grad()
def text_encoder_from(model, vocabulary, folder):
    """Fills a TextEncoder from a model folder; tokens that are new keep their random start."""
    named, matrices, _ = _initialisers(f'{folder}/text_encoder/model.onnx')
    with open(f'{folder}/tokenizer/vocab.json', encoding='utf-8') as f:
        old = json.load(f)
    embedding = named.pop('tok.weight')
    for token, i in vocabulary.items():
        if token in old:
            model.tok.weight[i] = embedding[old[token]]
    _copy_named(model, named)
    linear = [w for b in model.b for w in _linear_order(b.att) + [b.f1.weight, b.f2.weight]]
    for own, value in zip(linear, matrices):
        own.copy_(value)
    assert len(linear) == len(matrices)
