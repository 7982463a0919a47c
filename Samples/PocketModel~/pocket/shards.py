"""Reads what make_data.py has drawn so far."""
import glob
import os
import numpy as np
import torch


class Latents:
    """latents [n, 4, h, w] and token ids [n, tokens] of one size; `refresh` takes in shards drawn since. Samples of the family numbers in
    `twice` come twice as often."""

    def __init__(self, folder, tokenizer, tokens, device, twice=()):
        self._folder, self._tokenizer, self._tokens, self._device = folder, tokenizer, tokens, device
        self._seen, self.z, self.ids, self._twice, self._choices = set(), None, None, list(twice), []
        self.refresh()

    def refresh(self):
        new = sorted(f for f in glob.glob(os.path.join(self._folder, '????.npz')) if f not in self._seen)
        z, ids = [] if self.z is None else [self.z], [] if self.z is None else [self.ids]
        for path in new:
            with np.load(path) as shard:
                z.append(torch.from_numpy(shard['latents']).to(self._device))
                ids.append(torch.tensor([self._tokenizer(str(c), self._tokens) for c in shard['captions']], device=self._device))
                drawn = sum(len(c) for c in self._choices[::2])
                self._choices += [np.arange(len(z[-1])) + drawn, np.flatnonzero(np.isin(shard['attributes'][:, 0], self._twice)) + drawn]
        self._seen.update(new)
        if new:
            self.z, self.ids = torch.cat(z), torch.cat(ids)
            self._index = torch.from_numpy(np.concatenate(self._choices)).to(self._device)

    def batch(self, n):
        """(z [n, 4, h, w] float, ids [n, tokens]), at random."""
        index = self._index[torch.randint(0, len(self._index), (n,), device=self._device)]
        return self.z[index].float(), self.ids[index]


def captions(folder):
    """All captions of one size."""
    return [str(c) for f in sorted(glob.glob(os.path.join(folder, '????.npz'))) for c in np.load(f)['captions']]


def pictures(folder, first=0, last=None):
    """(maps uint8 [n, 6, H, W], attributes [n, 4]) of the shards that kept their maps."""
    maps, attributes = [], []
    for path in sorted(glob.glob(os.path.join(folder, '????.npz')))[first:last]:
        with np.load(path) as shard:
            if 'maps' in shard:
                maps.append(torch.from_numpy(shard['maps']))
                attributes.append(torch.from_numpy(shard['attributes'].astype(np.int64)))
    return torch.cat(maps), torch.cat(attributes)


def captioned_latents(folder, first=0, last=None):
    """(latents [n, 4, h, w], captions) of one shard after the other, of those that kept their maps."""
    for path in sorted(glob.glob(os.path.join(folder, '????.npz')))[first:last]:
        with np.load(path) as shard:
            if 'maps' in shard:
                yield torch.from_numpy(shard['latents']).float(), [str(c) for c in shard['captions']]
