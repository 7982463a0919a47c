"""The text encoder: a causal transformer with CLIP's interface, trained together with the U-Net."""
import math
import torch
import torch.nn as nn
from .layers import Attention


class Block(nn.Module):
    """Pre-norm self attention and a QuickGELU MLP."""

    def __init__(self, d, heads):
        super().__init__()
        self.n1, self.att, self.n2 = nn.LayerNorm(d), Attention(d, heads), nn.LayerNorm(d)
        self.f1, self.f2 = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)
        nn.init.normal_(self.f2.weight, std=.15 / math.sqrt(4 * d))

    def forward(self, x, mask):
        x = x + self.att(self.n1(x), None, mask)
        h = self.f1(self.n2(x))
        return x + self.f2(h * torch.sigmoid(1.702 * h))


class TextEncoder(nn.Module):
    """input_ids [B, n <= 77] -> last_hidden_state [B, n, d], pooler_output [B, d], which is the state at the first end token."""

    def __init__(self, vocabulary, d=128, layers=2, heads=4, length=77):
        super().__init__()
        self.tok, self.pos = nn.Embedding(vocabulary, d), nn.Parameter(.02 * torch.randn(length, d))
        nn.init.normal_(self.tok.weight, std=.3)
        self.b, self.ln = nn.ModuleList([Block(d, heads) for _ in range(layers)]), nn.LayerNorm(d)
        self.register_buffer('mask', torch.full((length, length), -1e4).triu(1), persistent=False)
        self.end = vocabulary - 1

    def forward(self, ids):
        n = ids.shape[1]
        x = self.tok(ids) + self.pos[:n]
        for block in self.b:
            x = block(x, self.mask[:n, :n])
        x = self.ln(x)
        first_end = (ids == self.end).to(torch.int32).argmax(1)
        return x, x.gather(1, first_end.long()[:, None, None].expand(-1, 1, x.shape[2]))[:, 0]
