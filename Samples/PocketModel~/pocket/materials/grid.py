"""The sheet of texels that a material is drawn on, measured in latent cells, and periodic noise on it.

A material does not know its resolution: every length is given in cells, and a cell is `texels` wide.  Whatever is regular
is laid out on a lattice of 4 cells (8 for what the caption calls large), so that the latent is a clean small picture.
"""
import numpy as np

TEXELS = 8        # texels per latent cell in the shipped model
PERIOD = 16       # noise frequencies are in waves per this many cells, whatever the size of the sheet
f32 = np.float32


class Grid:
    """x, y [H, W]: texel centres in cells; xs, ys: the same shifted by half a cell, so that integers fall on cell centres."""

    def __init__(self, cells_y=16, cells_x=16, texels=TEXELS):
        self.cells_y, self.cells_x, self.texels = cells_y, cells_x, texels
        self.shape = cells_y * texels, cells_x * texels
        y, x = ((np.arange(n, dtype=f32) + .5) / texels for n in self.shape)
        self.x, self.y = np.broadcast_to(x, self.shape), np.broadcast_to(y[:, None], self.shape)
        self.xs, self.ys = self.x + .5, self.y + .5
        h, w = self.shape
        self.fy = (np.fft.fftfreq(h, 1. / h) * PERIOD / cells_y).astype(f32)[:, None]
        self.fx = (np.fft.rfftfreq(w, 1. / w) * PERIOD / cells_x).astype(f32)[None]

    def filtered(self, random, gain):
        """White noise under the spectral gain [H, W/2+1]: periodic, zero mean, unit deviation."""
        wave = np.fft.rfft2(random.standard_normal(self.shape, dtype=f32)) * gain
        wave[0, 0] = 0
        noise = np.fft.irfft2(wave, s=self.shape).astype(f32)
        return noise / (noise.std() + 1e-6)

    def fractal(self, random, corner=2., slope=1., ax=1., ay=1.):
        """Noise that is flat below `corner` and falls off with `slope` above; ax, ay > 1 stretch it across x or y."""
        k = (self.fx * ax) ** 2 + (self.fy * ay) ** 2
        return self.filtered(random, (corner ** 2 + k) ** (-.5 * (slope + 1)))

    def band(self, random, centre, width=.5, ax=1., ay=1.):
        """Noise of about `centre` waves, `width` octaves wide."""
        k = np.sqrt((self.fx * ax) ** 2 + (self.fy * ay) ** 2) + 1e-3
        return self.filtered(random, np.exp(-(np.log2(k / centre) / width) ** 2))

    def per_cell(self, random, ix, iy, nx, ny):
        """One uniform number in [-.5, .5] for each brick, tile or stone (ix, iy), which wrap at nx, ny."""
        return (random.random((ny, nx), dtype=f32) - .5)[iy % ny, ix % nx]

    def worley(self, random, period, jitter=.8, warp_x=0., warp_y=0.):
        """Distances to the nearest and the second nearest of jittered points, one in each period, in periods; and its number.
        Worley, A cellular texture basis function, 1996."""
        nx, ny = int(self.cells_x // period), int(self.cells_y // period)
        px, py = (random.random((ny, nx), dtype=f32) * jitter + (1 - jitter) / 2 for _ in range(2))
        x, y = self.x / period + warp_x, self.y / period + warp_y
        cx, cy = np.floor(x).astype(int), np.floor(y).astype(int)
        fx, fy = x - cx, y - cy
        first = np.full(self.shape, 9., f32)
        second, number = first.copy(), np.zeros(self.shape, int)
        reach = (-2, -1, 0, 1, 2) if min(nx, ny) < 3 else (-1, 0, 1)
        for j in reach:
            for i in reach:
                ii, jj = (cx + i) % nx, (cy + j) % ny
                d = np.hypot(i + px[jj, ii] - fx, j + py[jj, ii] - fy)
                closer = d < first
                second = np.where(closer, first, np.minimum(second, d))
                number = np.where(closer, jj * nx + ii, number)
                first = np.minimum(first, d)
        return first, second, number


def step(low, high, x):
    """Smooth step from 0 at `low` to 1 at `high`; downwards when low > high."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def unit(noise):
    """Unit-deviation noise squeezed into [0, 1]."""
    return np.clip(.5 + .22 * noise, 0, 1)


def mix(a, b, t):
    """a where t is 0, b where t is 1."""
    return a * (1 - t) + b * t
