"""Contact sheets."""
import numpy as np
from PIL import Image, ImageDraw


def save(pictures, path, labels=None, columns=8, repeat=1, zoom=1):
    """pictures [B, 3, H, W] in [0, 1] as a PNG with a caption over each."""
    h, w = pictures.shape[2] * repeat * zoom, pictures.shape[3] * repeat * zoom
    head, rows = (24 if labels else 0), (len(pictures) + columns - 1) // columns
    sheet = Image.new('RGB', (columns * (w + 4), rows * (h + head + 4)))
    pen, letters = ImageDraw.Draw(sheet), max(10, w // 6)
    for i, p in enumerate(pictures):
        x, y = i % columns * (w + 4), i // columns * (h + head + 4)
        tile = np.tile((p.clamp(0, 1) * 255 + .5).byte().permute(1, 2, 0).numpy(), (repeat, repeat, 1))
        sheet.paste(Image.fromarray(tile).resize((w, h), Image.NEAREST), (x, y + head))
        for line in range(2 if labels else 0):
            pen.text((x + 1, y + 11 * line), labels[i][letters * line:letters * (line + 1)], fill=(255, 255, 255))
    sheet.save(path)
