"""Writes the trained model as a diffusers-ONNX folder: fp16 weights, fp32 interface.   python export.py --out ../../Runtime/PocketModel~"""
import argparse
import collections
import json
import os
import shutil
import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper
from pocket import decoder, latents, layers
from pocket.models import Trained


STEPS, GUIDANCE = 4, 1.75       # measured best, see the model card; written as the defaults of this model


class PictureDecoder(nn.Module):
    """latent_sample -> sample."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, z):
        return decoder.picture(self.net(z))


class MaterialDecoder(PictureDecoder):
    """latent_sample -> material."""

    def forward(self, z):
        return decoder.material(self.net(z))


class LatentDistribution(PictureDecoder):
    """sample -> latent_parameters: the mean, and a log variance that says certain."""

    def forward(self, x):
        mean = self.net(x)
        return torch.cat([mean, torch.full_like(mean, -12.)], 1)


def half_weights(model):
    """Stores large fp32 initialisers as fp16 with a Cast behind, which a runtime folds when it loads. Noise directions are exact in fp16."""
    initialisers, casts = list(model.graph.initializer), []
    del model.graph.initializer[:]
    for i in initialisers:
        value = numpy_helper.to_array(i)
        if value.dtype == np.float32 and value.size > 64:
            model.graph.initializer.append(numpy_helper.from_array(value.astype(np.float16), i.name + '_h'))
            casts.append(helper.make_node('Cast', [i.name + '_h'], [i.name], name='cast_' + i.name, to=TensorProto.FLOAT))
        else:
            model.graph.initializer.append(i)
    nodes = casts + list(model.graph.node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


def write_network(net, arguments, folder, inputs, outputs, dynamic):
    os.makedirs(folder, exist_ok=True)
    path = f'{folder}/model.onnx'
    newer = {'dynamo': False} if int(torch.__version__.split('.')[0]) >= 2 else {}
    torch.onnx.export(net.eval(), arguments, path, input_names=inputs, output_names=outputs, dynamic_axes=dynamic, opset_version=14, do_constant_folding=True, **newer)
    model = half_weights(onnx.load(path))
    onnx.save(model, path)
    onnx.checker.check_model(path)
    common = dict(collections.Counter(n.op_type for n in model.graph.node).most_common(5))
    print(f'{os.path.basename(folder):17s} {os.path.getsize(path) / 1e6:5.2f} MB  {inputs} -> {outputs}  {len(model.graph.node)} nodes {common}')


def write_networks(model, out, cells):
    """The five ONNX files. Names of inputs and outputs are those of Optimum's exports."""
    ids = torch.tensor([model.tokenizer('mossy red brick wall')] * 2, dtype=torch.int32)
    z, text = torch.randn(2, latents.CHANNELS, cells, cells), model.encode(['mossy red brick wall'] * 2)
    x = torch.rand(2, 3, cells * latents.CELL, cells * latents.CELL) * 2 - 1
    batch, image, sequence = {0: 'batch'}, {0: 'batch', 2: 'height', 3: 'width'}, {0: 'batch', 1: 'sequence'}
    layers.EXPORTING = True
    write_network(model.text, (ids,), f'{out}/text_encoder', ['input_ids'], ['last_hidden_state', 'pooler_output'],
                  dict(input_ids=batch, last_hidden_state=batch, pooler_output=batch))
    write_network(model.unet, (z, torch.tensor([500]), text), f'{out}/unet', ['sample', 'timestep', 'encoder_hidden_states'], ['out_sample'],
                  dict(sample=image, timestep={0: 'steps'}, encoder_hidden_states=sequence, out_sample=image))
    write_network(PictureDecoder(model.decoder), (z,), f'{out}/vae_decoder', ['latent_sample'], ['sample'], dict(latent_sample=image, sample=image))
    write_network(MaterialDecoder(model.decoder), (z,), f'{out}/material_decoder', ['latent_sample'], ['material'], dict(latent_sample=image, material=image))
    write_network(LatentDistribution(model.encoder), (x,), f'{out}/vae_encoder', ['sample'], ['latent_parameters'], dict(sample=image, latent_parameters=image))
    layers.EXPORTING = False


def write_configuration(model, out, cells):
    """model_index.json, the configs and the tokenizer."""
    def write(path, content):
        os.makedirs(os.path.dirname(f'{out}/{path}'), exist_ok=True)
        with open(f'{out}/{path}', 'w', encoding='utf-8') as f:
            json.dump(content, f, indent=2)
            f.write('\n')

    words = len(model.tokenizer.vocabulary)
    vae = dict(_class_name='AutoencoderKL', in_channels=3, out_channels=3, latent_channels=latents.CHANNELS, sample_size=cells * latents.CELL,
               scaling_factor=1.0, block_out_channels=[64, 40, 24, 12])
    write('vae_decoder/config.json', vae)
    write('vae_encoder/config.json', vae)
    write('material_decoder/config.json', dict(_class_name='MaterialDecoder', latent_channels=latents.CHANNELS, scaling_factor=1.0,
          block_out_channels=[64, 40, 24, 12], out_channels=3, channels=['height', 'roughness', 'metallic'], range=[0.0, 1.0]))
    write('unet/config.json', dict(_class_name='UNet2DConditionModel', sample_size=cells, in_channels=latents.CHANNELS, out_channels=latents.CHANNELS,
          cross_attention_dim=128, block_out_channels=[model.unet.inp.out_channels, model.unet.down.out_channels]))
    write('text_encoder/config.json', dict(_class_name='CLIPTextModel', model_type='clip_text_model', hidden_size=128, num_hidden_layers=2, num_attention_heads=4,
          max_position_embeddings=77, vocab_size=words, hidden_act='quick_gelu', eos_token_id=words - 1, bos_token_id=words - 2, pad_token_id=words - 1))
    write('scheduler/scheduler_config.json', dict(_class_name='DPMSolverMultistepScheduler', algorithm_type='dpmsolver++', solver_order=2,
          solver_type='midpoint', lower_order_final=True, num_train_timesteps=1000, beta_start=.00085, beta_end=.012,
          beta_schedule='scaled_linear', prediction_type='v_prediction', rescale_betas_zero_snr=True, timestep_spacing='trailing', steps_offset=0,
          clip_sample=False, set_alpha_to_one=True))               # not for this scheduler, but for whoever takes DDIM instead
    write('generation_config.json', dict(num_inference_steps=STEPS, guidance_scale=GUIDANCE))
    parts = {k: ['diffusers', 'OnnxRuntimeModel'] for k in ('text_encoder', 'unet', 'vae_decoder', 'vae_encoder', 'material_decoder')}
    write('model_index.json', dict(_class_name='OnnxStableDiffusionPipeline', **parts, scheduler=['diffusers', 'DPMSolverMultistepScheduler'],
          tokenizer=['transformers', 'CLIPTokenizer'], safety_checker=None, feature_extractor=None, requires_safety_checker=False))
    for name in ('vocab.json', 'merges.txt', 'tokenizer_config.json', 'special_tokens_map.json'):
        os.makedirs(f'{out}/tokenizer', exist_ok=True)
        shutil.copy(f'{model.folder}/tokenizer/{name}', f'{out}/tokenizer/{name}')


def check(model, out):
    """The files against the networks, at sizes that the export has not seen."""
    from pocket.models import Shipped
    shipped = Shipped(out)
    text = model.encode(['mossy red brick wall', 'gold'])
    difference = dict(text=float((shipped.encode(['mossy red brick wall', 'gold']) - text).abs().max()))
    for h, w in ((16, 16), (8, 24), (32, 32), (12, 20)):
        z = torch.randn(2, latents.CHANNELS, h, w, generator=torch.Generator().manual_seed(h))
        difference[f'unet {h}x{w}'] = float((shipped.predict(z, 500, text) - model.predict(z, 500, text)).abs().max())
        for name, a, b in zip(('picture', 'material'), shipped.decode(z), model.decode(z)):
            difference[f'{name} {h}x{w}'] = float((a - b).abs().max())
    print('largest differences from fp16 weights:', {k: round(v, 4) for k, v in difference.items()})
    assert max(difference.values()) < .1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--work', default='work')
    parser.add_argument('--out', default='work/model')
    parser.add_argument('--cells', type=int, default=16, help='latent cells along an edge at the native size')
    a = parser.parse_args()
    model = Trained(a.work)
    write_networks(model, a.out, a.cells)
    write_configuration(model, a.out, a.cells)
    check(model, a.out)
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, names in os.walk(a.out) for f in names)
    print(f'{size / 1e6:.2f} MB in {a.out}')


if __name__ == '__main__':
    main()
