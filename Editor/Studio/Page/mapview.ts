// One map in two dimensions: channels, tiling, the border in the middle, a histogram, and painting what is to be made anew.
import { h } from "./dom";
import { type Channel, channelOf, histogramOf, loadPixels, type Pixels, seamsOf } from "./pixels";
import { type MapName, mapUrl } from "./types";

const HISTOGRAM = { width: 256, height: 96 };

export class MapView {
  readonly element: HTMLElement;
  #canvas = h("canvas", { class: "map", role: "img", "aria-label": "A map" });
  #mask = h("canvas", { class: "mask", "aria-label": "Mask: paint what is made anew" });
  #histogram = h("canvas", { class: "histogram", width: HISTOGRAM.width, height: HISTOGRAM.height, role: "img", "aria-label": "Histogram" });
  #facts = h("div", { class: "facts", "aria-live": "polite" });
  #pixels: Pixels | null = null;
  #asked = "";
  #channel: Channel = "rgb";
  #tiling = 1;
  #seam = false;
  #brush = 24;
  #erases = false;
  #last: [number, number] | null = null;

  constructor() {
    this.element = h("div", { class: "map-view" }, h("div", { class: "map-stack" }, this.#canvas, this.#mask), h("div", { class: "map-side" }, this.#histogram, this.#facts));
    this.#mask.addEventListener("pointerdown", (event) => {
      this.#mask.setPointerCapture(event.pointerId);
      this.#last = null;
      this.#paint(event);
    });
    this.#mask.addEventListener("pointermove", (event) => event.buttons && this.#paint(event));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  get size(): { width: number; height: number } {
    return { width: this.#pixels?.width ?? 0, height: this.#pixels?.height ?? 0 };
  }

  async show(result: string, map: MapName): Promise<void> {
    const url = mapUrl(result, map);
    if (this.#asked === url) {
      return;
    }

    this.#asked = url;
    const pixels = await loadPixels(url);
    if (this.#asked === url) {
      this.#pixels = pixels;
      this.#canvas.setAttribute("aria-label", `The ${map} map`);
      this.#draw();
    }
  }

  set(options: { channel?: Channel; tiling?: number; seam?: boolean; paints?: boolean; brush?: number; erases?: boolean }): void {
    this.#channel = options.channel ?? this.#channel;
    this.#tiling = options.tiling ?? this.#tiling;
    this.#seam = options.seam ?? this.#seam;
    this.#brush = options.brush ?? this.#brush;
    this.#erases = options.erases ?? this.#erases;
    if (options.paints !== undefined) {
      this.element.classList.toggle("paints", options.paints);
      if (options.paints) {
        this.clearMask();
      }
    }

    this.#draw();
  }

  clearMask(): void {
    this.#mask.width = this.size.width;
    this.#mask.height = this.size.height;
  }

  /** What was painted, white on black, as PNG; null when nothing was. */
  async mask(): Promise<Blob | null> {
    const { width, height } = this.size;
    const painted = this.#mask.getContext("2d")!.getImageData(0, 0, width, height).data;
    if (!painted.some((value, i) => i % 4 === 3 && value > 0)) {
      return null;
    }

    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d")!;
    const data = context.createImageData(width, height);
    for (let i = 0; i < data.data.length; i += 4) {
      data.data[i] = data.data[i + 1] = data.data[i + 2] = painted[i + 3];
      data.data[i + 3] = 255;
    }

    context.putImageData(data, 0, 0);
    return canvas.convertToBlob({ type: "image/png" });
  }

  #paint(event: PointerEvent): void {
    const box = this.#mask.getBoundingClientRect();
    const scale = this.#mask.width / box.width;
    const at: [number, number] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    const context = this.#mask.getContext("2d")!;
    context.globalCompositeOperation = this.#erases ? "destination-out" : "source-over";
    context.strokeStyle = "#fff";
    context.lineCap = "round";
    context.lineJoin = "round";
    context.lineWidth = this.#brush * scale;
    context.beginPath();
    context.moveTo(...(this.#last ?? at));
    context.lineTo(at[0] + 0.01, at[1]);
    context.stroke();
    this.#last = at;
  }

  #draw(): void {
    const pixels = this.#pixels;
    if (!pixels || this.element.hidden) {
      return;
    }

    const source = new OffscreenCanvas(pixels.width, pixels.height);
    source.getContext("2d")!.putImageData(channelOf(pixels, this.#channel), 0, 0);
    const paints = this.element.classList.contains("paints");
    const tiling = paints || this.#seam ? 1 : this.#tiling;
    this.#canvas.width = pixels.width * tiling;
    this.#canvas.height = pixels.height * tiling;
    const context = this.#canvas.getContext("2d")!;
    const shift = this.#seam && !paints ? [Math.floor(pixels.width / 2), Math.floor(pixels.height / 2)] : [0, 0];
    for (let y = -1; y < tiling; y++) {
      for (let x = -1; x < tiling; x++) {
        context.drawImage(source, x * pixels.width + shift[0], y * pixels.height + shift[1]);
      }
    }

    this.#fit();
    this.#drawHistogram(pixels);
    const seams = seamsOf(pixels);
    this.#facts.replaceChildren(
      h("span", {}, `${pixels.width} × ${pixels.height}`),
      h("span", { class: Math.max(seams.x, seams.y) > 1.3 ? "seam bad" : "seam", title: "Step across the border over the roughest steps inside: up to about 1 there is no seam" },
        `seam ${seams.x.toFixed(2)} / ${seams.y.toFixed(2)}`));
  }

  #fit(): void {
    const stack = this.#canvas.parentElement!;
    const room = Math.min(stack.clientWidth / this.#canvas.width, stack.clientHeight / this.#canvas.height);
    // Whole multiples keep texels square; a picture that is larger than the room is made smaller.
    const scale = room >= 2 ? Math.floor(room) : room;
    for (const canvas of [this.#canvas, this.#mask]) {
      canvas.style.width = `${this.#canvas.width * scale}px`;
      canvas.style.height = `${this.#canvas.height * scale}px`;
    }
  }

  #drawHistogram(pixels: Pixels): void {
    const context = this.#histogram.getContext("2d")!;
    const { width, height } = HISTOGRAM;
    context.clearRect(0, 0, width, height);
    context.globalCompositeOperation = "lighter";
    const counts = histogramOf(pixels);
    const isGray = counts[0].every((count, i) => count === counts[1][i] && count === counts[2][i]);
    const top = Math.max(...counts.map((channel) => channel.toSorted()[250])) || 1;
    const colors = isGray ? ["#9aa0a8"] : ["#a8433f", "#3f8f52", "#4263b8"];
    colors.forEach((color, c) => {
      context.fillStyle = color;
      counts[c].forEach((count, code) => {
        const tall = Math.min(1, count / top) * height;
        context.fillRect(code, height - tall, 1, tall);
      });
    });
    context.globalCompositeOperation = "source-over";
  }
}
