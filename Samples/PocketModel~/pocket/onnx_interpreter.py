"""Runs the shipped ONNX files with torch, so that what is measured is what is shipped even where ONNX Runtime for Python is missing.

Knows the operators that export.py produces, opset 14, and refuses any other.
"""
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

_DTYPES = {1: torch.float32, 6: torch.int32, 7: torch.int64, 9: torch.bool, 10: torch.float16}


def _slice(x, starts, ends, axes, steps=None):
    index = [slice(None)] * x.dim()
    for i, axis in enumerate(axes.tolist()):
        n, step = x.shape[axis], 1 if steps is None else int(steps[i])
        start, end = int(starts[i]), min(int(ends[i]), n)
        index[axis] = slice(start if start >= 0 else max(0, n + start), end if end >= 0 else n + end, step)
    return x[tuple(index)]


def _reshape(x, shape, allowzero=0):
    return x.reshape([x.shape[i] if s == 0 else s for i, s in enumerate(shape.tolist())])


def _convolve(x, w, b=None, strides=(1, 1), pads=(0, 0, 0, 0), group=1, **_):
    assert not any(pads), 'circular padding is written out; zero padding is a mistake'
    return F.conv2d(x, w, b, tuple(strides), groups=group)


def _depth_to_space(x, blocksize=2, mode=b'DCR'):
    assert mode == b'CRD'
    return F.pixel_shuffle(x, blocksize)


def _resize(x, roi=None, scales=None, sizes=None, mode=b'nearest', coordinate_transformation_mode=b'half_pixel', **_):
    size = [int(s) for s in sizes[2:]] if sizes is not None and sizes.numel() else [int(n * float(s)) for n, s in zip(x.shape[2:], scales[2:])]
    if mode == b'linear':
        assert coordinate_transformation_mode in (b'half_pixel', b'pytorch_half_pixel')
        return F.interpolate(x, size, mode='bilinear', align_corners=False)
    return F.interpolate(x, size, mode='nearest')


def _instance_norm(x, scale, bias, epsilon=1e-5):
    return F.instance_norm(x, weight=scale, bias=bias, eps=epsilon)


def _gather(data, index, axis=0):
    return data.index_select(axis, index.flatten().long() % data.shape[axis]).reshape(data.shape[:axis] + index.shape + data.shape[axis + 1:])


def _gather_elements(data, index, axis=0):
    return torch.gather(data, axis, index)


def _divide(a, b):
    return torch.div(a, b, rounding_mode='trunc') if not a.is_floating_point() else a / b


_OPERATORS = {
    'Add': torch.add, 'Sub': torch.sub, 'Mul': torch.mul, 'Div': _divide, 'Pow': torch.pow, 'MatMul': torch.matmul, 'Sqrt': torch.sqrt, 'Sigmoid': torch.sigmoid,
    'Tanh': torch.tanh, 'Sin': torch.sin, 'Cos': torch.cos, 'Floor': torch.floor, 'Exp': torch.exp, 'Neg': torch.neg, 'Identity': lambda x: x,
    'Equal': torch.eq, 'Where': torch.where, 'Conv': _convolve, 'DepthToSpace': _depth_to_space, 'Resize': _resize, 'Slice': _slice, 'Reshape': _reshape,
    'InstanceNormalization': _instance_norm, 'Gather': _gather, 'GatherElements': _gather_elements, 'Concat': lambda *x, axis: torch.cat(x, axis),
    'Softmax': lambda x, axis=-1: x.softmax(axis), 'Transpose': lambda x, perm: x.permute(*perm), 'Shape': lambda x: torch.tensor(x.shape),
    'Unsqueeze': lambda x, axes: _unsqueeze(x, axes), 'Squeeze': lambda x, axes: x.squeeze(int(axes)), 'Cast': lambda x, to: x.to(_DTYPES[to]),
    'ConstantOfShape': lambda s, value=None: torch.full(s.tolist(), 0. if value is None else value.item(), dtype=torch.float32 if value is None else value.dtype),
    'Expand': lambda x, shape: x.expand(torch.broadcast_shapes(x.shape, shape.tolist())), 'Gemm': lambda a, b, c, transB=0, **_: a @ (b.T if transB else b) + c,
    'ReduceMean': lambda x, axes, keepdims=1: x.mean(tuple(axes), keepdim=bool(keepdims)), 'Clip': lambda x, low=None, high=None: x.clamp(low, high),
    'CumSum': lambda x, axis: torch.cumsum(x, int(axis)), 'ArgMax': lambda x, axis=0, keepdims=1, **_: x.argmax(axis, keepdim=bool(keepdims)),
    'AveragePool': lambda x, kernel_shape, strides, **_: F.avg_pool2d(x, kernel_shape, strides), 'Range': lambda a, b, d: torch.arange(a.item(), b.item(), d.item()),
    'Mod': lambda a, b, fmod=0: torch.remainder(a, b), 'Flatten': lambda x, axis=1: x.flatten(axis),
}


def _unsqueeze(x, axes):
    for a in sorted(axes.tolist()):
        x = x.unsqueeze(a)
    return x


def _attribute(a):
    value = onnx.helper.get_attribute_value(a)
    return torch.from_numpy(np.array(numpy_helper.to_array(value))) if isinstance(value, onnx.TensorProto) else value


class Session:
    """Like onnxruntime.InferenceSession for torch tensors."""

    def __init__(self, path):
        graph = onnx.load(path).graph
        self.inputs, self.outputs = [i.name for i in graph.input], [o.name for o in graph.output]
        self._constants, self._nodes = {'': None}, []
        for i in graph.initializer:
            self._constants[i.name] = torch.from_numpy(np.array(numpy_helper.to_array(i)))
        for node in graph.node:
            attributes = {a.name: _attribute(a) for a in node.attribute}
            if node.op_type == 'Constant':
                self._constants[node.output[0]] = attributes['value']
            elif node.op_type == 'Split':
                self._nodes.append((lambda x, sizes=None, axis=0, split=None: torch.split(x, list(split or sizes.tolist()), axis), node.input, node.output, attributes))
            elif node.op_type == 'Cast' and node.input[0] in self._constants:
                self._constants[node.output[0]] = self._constants[node.input[0]].to(_DTYPES[attributes['to']])
            elif node.op_type in _OPERATORS:
                self._nodes.append((_OPERATORS[node.op_type], node.input, node.output, attributes))
            else:
                raise NotImplementedError(f'{path}: operator {node.op_type}')

    @torch.no_grad()
    def run(self, **feeds):
        """The outputs in the file's order."""
        values = dict(self._constants, **feeds)
        for operator, inputs, outputs, attributes in self._nodes:
            result = operator(*(values[i] for i in inputs), **attributes)
            for name, value in zip(outputs, result if isinstance(result, (tuple, list)) else (result,)):
                values[name] = value
        return [values[o] for o in self.outputs]
