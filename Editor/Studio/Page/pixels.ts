// Looking at the texels of a map: channels, histogram, seams.

export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export type Channel = "rgb" | "r" | "g" | "b";

export async function loadPixels(url: string): Promise<Pixels> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.drawImage(image, 0, 0);
  return { width: canvas.width, height: canvas.height, data: context.getImageData(0, 0, canvas.width, canvas.height).data };
}

/** One channel as gray, or all as they are. */
export function channelOf(pixels: Pixels, channel: Channel): ImageData {
  const data = new Uint8ClampedArray(pixels.data);
  const at = { rgb: -1, r: 0, g: 1, b: 2 }[channel];
  if (at >= 0) {
    for (let i = 0; i < data.length; i += 4) {
      data[i] = data[i + 1] = data[i + 2] = pixels.data[i + at];
    }
  }

  return new ImageData(data, pixels.width, pixels.height);
}

/** Counts of the 256 codes of red, green and blue. */
export function histogramOf(pixels: Pixels): [Uint32Array, Uint32Array, Uint32Array] {
  const counts: [Uint32Array, Uint32Array, Uint32Array] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)];
  for (let i = 0; i < pixels.data.length; i += 4) {
    counts[0][pixels.data[i]]++;
    counts[1][pixels.data[i + 1]]++;
    counts[2][pixels.data[i + 2]]++;
  }

  return counts;
}

/**
 * The step across the border over the roughest steps inside (the 95th of 100 lines): up to about 1 the border is a line like others. For x and y.
 * A mean would take the joints of a wall, which often lie on the border, for seams.
 */
export function seamsOf(pixels: Pixels): { x: number; y: number } {
  const { width, height, data } = pixels;
  const difference = (a: number, b: number) => Math.abs(data[4 * a] - data[4 * b]) + Math.abs(data[4 * a + 1] - data[4 * b + 1]) + Math.abs(data[4 * a + 2] - data[4 * b + 2]);
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      columns[x] += difference(y * width + x, y * width + ((x + 1) % width));
      rows[y] += difference(y * width + x, ((y + 1) % height) * width + x);
    }
  }

  const ratio = (steps: Float64Array) => {
    const rough = steps.slice(0, -1).sort()[Math.floor(0.95 * (steps.length - 1))];
    return rough ? steps[steps.length - 1] / rough : 1;
  };
  return { x: ratio(columns), y: ratio(rows) };
}

/** A picture cut to the aspect and scaled to the size that the material has, as PNG. */
export async function fitPicture(file: Blob, width: number, height: number): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.max(width / bitmap.width, height / bitmap.height);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, (width - bitmap.width * scale) / 2, (height - bitmap.height * scale) / 2, bitmap.width * scale, bitmap.height * scale);
  return canvas.convertToBlob({ type: "image/png" });
}
