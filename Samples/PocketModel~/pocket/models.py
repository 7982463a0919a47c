"""A trained model ready to draw: from training checkpoints, or from shipped files."""
import json
import os
import torch
import torch.nn as nn
from . import checkpoints, decoder
from .encoder import Encoder
from .text_encoder import TextEncoder
from .tokenizer import Tokenizer
from .unet import UNet


class Trained:
    """The averaged weights of work/unet.pt and work/decoder.pt."""

    cell = 8

    def __init__(self, work):
        self.folder = work
        self.tokenizer = Tokenizer(f'{work}/tokenizer')
        state = checkpoints.load(f'{work}/unet.pt')
        self.text, self.unet = TextEncoder(len(self.tokenizer.vocabulary)), UNet(state['c0'], state['c1'])
        checkpoints.Average(nn.ModuleList([self.text, self.unet]), 0, state['average']).copy_to(nn.ModuleList([self.text, self.unet]))
        self.decoder, self.encoder = decoder.Decoder(), Encoder()
        if os.path.exists(f'{work}/decoder.pt'):
            nets = nn.ModuleDict(dict(decoder=self.decoder, encoder=self.encoder))
            checkpoints.Average(nets, 0, checkpoints.load(f'{work}/decoder.pt')['average']).copy_to(nets)
        for net in (self.text, self.unet, self.decoder, self.encoder):
            net.eval()

    @torch.no_grad()
    def encode(self, prompts):
        return self.text(torch.tensor([self.tokenizer(p) for p in prompts]))[0]

    @torch.no_grad()
    def predict(self, z, t, text):
        return self.unet(z, torch.tensor([t]), text)

    @torch.no_grad()
    def decode(self, z):
        """(picture [B, 3, H, W], material [B, 3, H, W]) in [0, 1]."""
        raw = torch.cat([self.decoder(part) for part in z.split(32)])
        return decoder.picture(raw) * .5 + .5, decoder.material(raw)


class Shipped:
    """The files of a model folder, run operator by operator: what users get."""

    def __init__(self, folder):
        from .onnx_interpreter import Session                       # only this class needs the onnx package
        self.tokenizer = Tokenizer(f'{folder}/tokenizer')
        self._text, self._unet, self._picture, self._material = (
            Session(f'{folder}/{name}/model.onnx') for name in ('text_encoder', 'unet', 'vae_decoder', 'material_decoder'))
        with open(f'{folder}/vae_decoder/config.json', encoding='utf-8') as f:
            self.cell = 2 ** (len(json.load(f)['block_out_channels']) - 1)

    def encode(self, prompts):
        return self._text.run(input_ids=torch.tensor([self.tokenizer(p) for p in prompts], dtype=torch.int32))[0]

    def predict(self, z, t, text):
        return self._unet.run(sample=z, timestep=torch.tensor([t]), encoder_hidden_states=text)[0]

    def decode(self, z):
        """(picture [B, 3, H, W], material [B, 3, H, W]) in [0, 1]."""
        parts = [(self._picture.run(latent_sample=p)[0], self._material.run(latent_sample=p)[0]) for p in z.split(32)]
        picture, material = (torch.cat(p) for p in zip(*parts))
        return (picture * .5 + .5).clamp(0, 1), material.clamp(0, 1)
