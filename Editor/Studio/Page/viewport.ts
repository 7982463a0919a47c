// The middle: the material on a body, its maps, two of them compared, a mask to paint, or a grid of variants.
import { api } from "./api";
import { CompareView } from "./compare";
import { h, icon, iconButton, segmented } from "./dom";
import { GridView } from "./grid";
import { MapView } from "./mapview";
import type { Channel } from "./pixels";
import { type Body, MaterialScene } from "./scene";
import type { Store } from "./store";
import { MAPS, type MapName, mapUrl } from "./types";

type View = "material" | MapName;

export class Viewport {
  readonly element: HTMLElement;
  #view: View = "material";
  #maps: MapView = new MapView();
  #compare = new CompareView();
  #grid: GridView;
  #scene: MaterialScene | null = null;
  #stage = h("div", { class: "stage" });
  #canvas = h("canvas", { class: "body", role: "img", "aria-label": "The material on a body; drag to turn it" });
  #empty = h("div", { class: "empty-view" });
  #preview = h("img", { class: "preview", alt: "Preview of the picture being made" });
  #progress = h("div", { class: "progress", role: "status" }, h("span", { class: "bar" }), h("span", { class: "text" }));
  #views = segmented<View>("View", [{ value: "material" as View, title: "Material", hint: "Material (1)" }, ...MAPS.map((map, i) => ({ value: map.name as View, title: map.title, hint: `${map.title} (${i + 2})` }))], (view) => this.view(view));
  #tools = h("div", { class: "tools" });
  /** What the selected picture was made with. */
  readonly facts = h("div", { class: "result-facts" });
  readonly take = h("button", { type: "button", class: "secondary take", hidden: true, title: "The prompt, the settings and the seed of this picture (U)", onclick: () => this.store.takeSettings() }, "Use its settings");
  #tiling = h("input", { type: "range", min: 1, max: 8, step: 1, value: 1, id: "tiling", oninput: () => this.tile(Number(this.#tiling.value)) });
  #bodies = segmented<Body>("Body", [{ value: "sphere", title: "Sphere" }, { value: "cube", title: "Cube" }, { value: "plane", title: "Plane" }], (body) => this.body(body));
  #channels = segmented<Channel>("Channel", [{ value: "rgb", title: "RGB" }, { value: "r", title: "R" }, { value: "g", title: "G" }, { value: "b", title: "B" }], (channel) => {
    this.#channels.set(channel);
    this.#maps.set({ channel });
  });
  #seam: HTMLButtonElement = h("button", { type: "button", class: "toggle", "aria-pressed": "false", title: "Brings the borders to the middle (S)", onclick: () => this.seam() }, "Seam");
  #star: HTMLButtonElement;
  #drawn = "";
  #toolsDrawn = "";
  #reported = "";

  constructor(private readonly store: Store, private readonly onproblem: (failure: unknown) => void, openExport: () => void) {
    this.#grid = new GridView(store);
    this.#star = iconButton("star", "Favourite", () => void this.favourite(), "F");
    this.#star.classList.add("star-button");
    this.#stage.append(this.#canvas, this.#maps.element, this.#compare.element, this.#grid.element, this.#preview, this.#empty, this.#progress);
    this.element = h("section", { class: "viewport", "aria-label": "View" },
      h("div", { class: "view-bar" },
        this.#views.element,
        h("div", { class: "view-actions" },
          this.#star,
          iconButton("compare", "Compare with the previous picture", () => this.compare(), "C"),
          iconButton("brush", "Paint what is made anew", () => this.paint(), "B"),
          iconButton("trash", "Take the picture out of the history", () => void this.#forget(), "Delete"),
          h("button", { type: "button", class: "secondary export", title: "Export (E)", onclick: openExport }, icon("download"), "Export"))),
      this.#stage,
      h("div", { class: "view-foot" }, this.#tools));
    this.#bodies.set("sphere");
    this.#channels.set("rgb");
    store.subscribe(() => this.#draw());
  }

  get scene(): MaterialScene | null {
    return this.#scene;
  }

  view(view: View): void {
    this.#view = view;
    this.store.set({ mode: view === "material" ? "material" : this.store.state.mode === "compare" ? "compare" : "map" });
  }

  body(body: Body): void {
    this.#bodies.set(body);
    this.#scene?.body(body);
  }

  tile(times: number): void {
    this.#tiling.value = String(times);
    this.#tiling.nextElementSibling!.textContent = `${times}×`;
    this.#scene?.tile(times);
    this.#maps.set({ tiling: times });
  }

  turnTiling(): void {
    this.tile((Number(this.#tiling.value) % 8) + 1);
  }

  seam(): void {
    const on = this.#seam.getAttribute("aria-pressed") !== "true";
    this.#seam.setAttribute("aria-pressed", String(on));
    this.#maps.set({ seam: on });
    if (on && this.#view === "material") {
      this.view("albedo");
    }
  }

  async favourite(): Promise<void> {
    const record = this.store.record;
    if (record) {
      await this.store.favourite(record.id, !record.favourite).catch(this.onproblem);
    }
  }

  /** Compares with the picture that was chosen for it, else with the one before. */
  compare(): void {
    const { selected, compared, mode } = this.store.state;
    if (mode === "compare") {
      this.store.set({ mode: this.#view === "material" ? "material" : "map" });
      return;
    }

    const history = this.store.history;
    const at = history.findIndex((record) => record.id === selected);
    const other = compared && compared !== selected ? compared : history[at - 1]?.id ?? history[at + 1]?.id;
    if (other) {
      this.store.set({ mode: "compare", compared: other });
    }
  }

  paint(): void {
    if (this.store.record) {
      this.store.set({ mode: this.store.state.mode === "paint" ? "map" : "paint" });
      this.#view = "albedo";
    }
  }

  async #forget(): Promise<void> {
    const record = this.store.record;
    if (record) {
      await this.store.forget(record.id).catch(this.onproblem);
    }
  }

  #draw(): void {
    const { selected, mode, material, compared, grid } = this.store.state;
    const record = this.store.record;
    this.#progressOf();
    this.take.hidden = !this.store.differs;
    const maps = (record?.maps ?? MAPS.map((map) => map.name)) as MapName[];
    const drawn = JSON.stringify([material?.name, selected, mode, compared, grid, this.#view, this.store.history.length, maps, record?.favourite]);
    if (drawn === this.#drawn) {
      return;
    }

    this.#drawn = drawn;
    const shows = { body: false, map: false, compare: false, grid: false, empty: false };
    shows[!material || (!record && mode !== "grid") ? "empty" : mode === "grid" ? "grid" : mode === "compare" ? "compare" : mode === "paint" || this.#view !== "material" ? "map" : "body"] = true;
    this.#canvas.hidden = !shows.body;
    this.#maps.element.hidden = !shows.map;
    this.#compare.element.hidden = !shows.compare;
    this.#grid.element.hidden = !shows.grid;
    this.#empty.hidden = !shows.empty;
    this.#views.set(mode === "paint" ? "albedo" : this.#view);
    this.#star.setAttribute("aria-pressed", String(record?.favourite === true));
    this.element.classList.toggle("no-picture", !record);
    this.#empty.replaceChildren(material
      ? h("p", {}, "Write what the surface shows, then ", h("kbd", {}, "Ctrl"), " ", h("kbd", {}, "Enter"), ".")
      : h("p", {}, "Choose a material at the left, or make a new one with ", h("kbd", {}, "N"), "."));
    this.#drawTools(mode);
    if (material && shows.empty) {
      this.#warmUp();
    }

    if (record && shows.body) {
      void this.#showBody(record.id, maps);
    } else if (record && shows.map) {
      const map = this.#view === "material" ? "albedo" : this.#view;
      void this.#maps.show(record.id, map).then(() => this.#maps.set({ paints: mode === "paint" })).catch(() => this.#gone(record.id));
      this.#channels.element.hidden = !MAPS.find((entry) => entry.name === map)?.channels;
      if (this.#channels.element.hidden) {
        this.#maps.set({ channel: "rgb" });
        this.#channels.set("rgb");
      }
    } else if (shows.compare) {
      const other = this.store.history.find((candidate) => candidate.id === compared);
      if (other && record) {
        this.#compare.show(other, record, this.#view === "material" ? "albedo" : this.#view);
      }
    }

    void this.#report(record?.id ?? null);
  }

  /** Readies the body while the first prompt is written, so that the first picture does not wait for it. */
  #warmUp(): void {
    setTimeout(() => {
      try {
        this.#scene ??= new MaterialScene(this.#canvas);
      } catch {
        // Without WebGL the first picture says so.
      }
    });
  }

  async #showBody(id: string, maps: MapName[]): Promise<void> {
    try {
      this.#scene ??= new MaterialScene(this.#canvas);
    } catch {
      this.#canvas.hidden = true;
      this.#empty.hidden = false;
      this.#empty.replaceChildren(h("p", {}, "This browser gives no WebGL, so that there is no body to see. The maps are at the top."));
      return;
    }

    if (this.#scene.shown !== id) {
      await this.#scene.show(id, maps).catch(() => this.#gone(id));
    }

    this.element.dataset.shown = this.#scene.shown;
  }

  /** The result was trimmed from the disk: the history knows how to make it again. */
  #gone(id: string): void {
    this.#empty.hidden = false;
    this.#canvas.hidden = true;
    this.#maps.element.hidden = true;
    this.#empty.replaceChildren(
      h("p", {}, "The texels of this picture are no longer stored."),
      h("button", { type: "button", class: "secondary", onclick: () => void api.again(this.store.state.material!.name, id).catch(this.onproblem) }, "Make it again"));
  }

  #drawTools(mode: string): void {
    const kind = mode === "paint" ? "paint" : mode === "grid" || mode === "compare" ? mode : this.#view === "material" ? "body" : "map";
    if (kind === this.#toolsDrawn) {
      return;
    }

    this.#toolsDrawn = kind;
    const tiling = h("label", { class: "tool" }, "Tiling", this.#tiling, h("output", { for: "tiling" }, `${this.#tiling.value}×`));
    switch (kind) {
      case "body":
        this.#tools.replaceChildren(this.#bodies.element, tiling,
          this.#slider("Light", 0, 1, 0.005, 0.12, (value) => this.#scene?.light(value)),
          this.#slider("Height", 0, 1, 0.05, 0.35, (value) => this.#scene?.relief(value)));
        break;
      case "map":
        this.#tools.replaceChildren(this.#channels.element, tiling, this.#seam);
        break;
      case "paint": {
        const erase: HTMLButtonElement = h("button", { type: "button", class: "toggle", "aria-pressed": "false", onclick: () => {
          const erases = erase.getAttribute("aria-pressed") !== "true";
          erase.setAttribute("aria-pressed", String(erases));
          this.#maps.set({ erases });
        } }, "Erase");
        this.#maps.set({ erases: false });
        this.#tools.replaceChildren(this.#slider("Brush", 4, 120, 1, 24, (brush) => this.#maps.set({ brush })), erase,
          h("button", { type: "button", class: "secondary", onclick: () => this.#maps.clearMask() }, "Clear"),
          h("button", { type: "button", class: "secondary", onclick: () => this.paint() }, "Cancel"),
          h("button", { type: "button", class: "primary", onclick: () => void this.#useMask().catch(this.onproblem) }, "Repaint this"));
        break;
      }

      default:
        this.#tools.replaceChildren(h("button", { type: "button", class: "secondary", onclick: () => this.store.set({ mode: "material" }) }, "Back to the material"));
    }
  }

  /** The selected picture becomes the start, what was painted its mask. */
  async #useMask(): Promise<void> {
    const record = this.store.record;
    const mask = await this.#maps.mask();
    if (!record || !mask) {
      throw new Error("Nothing is painted yet. Paint over what is to be made anew.");
    }

    const picture = await (await fetch(mapUrl(record.id, "albedo"))).blob();
    const [start, area] = [await api.upload(picture), await api.upload(mask)];
    this.store.edit("mask", (document) => { document.start = { picture: start.path, mask: area.path, strength: 1 }; });
    this.store.set({ mode: "map" });
    await this.store.generate();
  }

  #slider(title: string, minimum: number, maximum: number, step: number, value: number, oninput: (value: number) => void): HTMLElement {
    const range: HTMLInputElement = h("input", { type: "range", min: minimum, max: maximum, step, value, oninput: () => oninput(Number(range.value)) });
    return h("label", { class: "tool" }, title, range);
  }

  #progressOf(): void {
    const job = this.store.active[0];
    this.#progress.hidden = !job;
    if (job) {
      const fraction = job.stage === "denoise" && job.stepCount ? job.step / job.stepCount : ["decode", "maps", "write"].includes(job.stage) ? 1 : 0;
      this.#progress.style.setProperty("--done", String(job.status === "running" ? fraction : 0));
      const more = this.store.active.length - 1;
      const text = job.status === "queued" ? "Waiting" : job.status === "loading" ? "Reading the model" : job.stage === "denoise" ? `Step ${job.step} of ${job.stepCount}` : "Finishing";
      this.#progress.querySelector(".text")!.textContent = more > 0 ? `${text}, ${more} more` : text;
    }

    const previews = job?.preview && this.store.state.mode !== "grid" && this.store.state.mode !== "paint";
    this.#preview.hidden = !previews;
    if (job && previews && this.#preview.dataset.preview !== `${job.id}.${job.preview}`) {
      this.#preview.dataset.preview = `${job.id}.${job.preview}`;
      this.#preview.src = `/api/jobs/${job.id}/preview?n=${job.preview}`;
    }
  }

  async #report(id: string | null): Promise<void> {
    if (id === this.#reported) {
      return;
    }

    this.#reported = id ?? "";
    const record = this.store.record;
    if (!id || !record) {
      this.facts.textContent = "";
      return;
    }

    const report = await api.report(id).catch(() => null);
    if (this.#reported === id) {
      this.facts.textContent = report
        ? `${report.width} × ${report.height} · seed ${record.seed ?? 0} · ${report.steps} steps · guidance ${Math.round(report.guidance * 100) / 100} · ${report.milliseconds} ms`
        : "";
    }
  }
}
