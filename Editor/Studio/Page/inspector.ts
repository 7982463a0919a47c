// What the picture is made with, at the right.
import { api } from "./api";
import { h, icon, iconButton, segmented } from "./dom";
import { fitPicture } from "./pixels";
import { PromptEditor } from "./prompt";
import type { Store } from "./store";
import type { MaterialDocument, SeedPolicy } from "./types";

const SIZES = [64, 96, 128, 192, 256, 384, 512, 768, 1024];
const FALLBACK_SIZE = 128;

export class Inspector {
  readonly element: HTMLElement;
  readonly prompt: PromptEditor;
  #draws: ((document: MaterialDocument) => void)[] = [];
  #generate = h("button", { type: "button", class: "primary generate", onclick: () => void this.generate() }, "Generate");
  #stop = h("button", { type: "button", class: "stop", hidden: true, onclick: () => void api.cancelAll() }, "Stop");
  #startBox = h("div", { class: "start" });

  constructor(private readonly store: Store, private readonly onproblem: (failure: unknown) => void, openVariants: () => void) {
    this.prompt = new PromptEditor(store);
    this.element = h("aside", { class: "inspector", "aria-label": "Settings" },
      h("div", { class: "scroll" },
        this.prompt.element,
        h("section", { class: "fields", "aria-label": "Picture" },
          this.#seed(),
          this.#slider("Steps", "steps", 1, 50, 1, 8),
          this.#slider("Guidance", "guidance", 1, 12, 0.1, 2),
          this.#size(),
          this.#choice("Solver", (document) => document.scheduler ?? "", () => this.store.state.library?.schedulers ?? [], "The model's own", (document, value) => { document.scheduler = value || undefined; }),
          this.#choice("Model", (document) => document.model ?? "", () => this.store.state.library?.models ?? [], "Pocket", (document, value) => { document.model = value || undefined; }),
          this.#tiling()),
        h("section", { class: "fields", "aria-label": "Relief" },
          this.#relief("Normals", "normalStrength", 0, 4, 1),
          this.#relief("Occlusion", "aoStrength", 0, 2, 1)),
        h("section", { "aria-label": "Start picture" }, h("div", { class: "field-head" }, h("span", { class: "label" }, "Start from a picture")), this.#startBox)),
      h("div", { class: "actions" },
        this.#generate,
        this.#stop,
        h("button", { type: "button", class: "secondary", title: "A grid of seeds, guidances and prompts (V)", onclick: openVariants }, icon("grid"), "Variants")));
    this.#startBox.addEventListener("dragover", (event) => event.preventDefault());
    store.subscribe(() => this.#draw());
  }

  async generate(): Promise<void> {
    try {
      await this.store.generate();
    } catch (failure) {
      this.onproblem(failure);
    }
  }

  /** Takes a picture that was dropped or chosen: brought to the material's size and sent. */
  async startFrom(file: Blob): Promise<void> {
    const document = this.store.document;
    if (!document) {
      return;
    }

    try {
      const size = document.size ?? {};
      const picture = await fitPicture(file, size.width ?? FALLBACK_SIZE, size.height ?? FALLBACK_SIZE);
      const { path } = await api.upload(picture);
      this.store.edit("start", (edited) => { edited.start = { picture: path, strength: edited.start?.strength ?? 0.6 }; });
    } catch (failure) {
      this.onproblem(failure);
    }
  }

  #seed(): HTMLElement {
    const value: HTMLInputElement = h("input", {
      type: "number", id: "seed", min: 0, max: 2 ** 53, step: 1, "aria-label": "Seed",
      onchange: () => this.store.edit("seed", (document) => { document.seed = { ...document.seed, value: Math.max(0, Math.round(Number(value.value) || 0)) }; }),
    });
    const policy = segmented<SeedPolicy>("From picture to picture", [
      { value: "fixed", title: "Stays", hint: "The seed stays: only other settings change the picture" },
      { value: "increment", title: "+1", hint: "The seed grows by one with every picture" },
      { value: "random", title: "Drawn", hint: "Every picture draws its own seed" },
    ], (picked) => this.store.edit("seed policy", (document) => { document.seed = { ...document.seed, policy: picked === "fixed" ? undefined : picked }; }));
    this.#draws.push((document) => {
      const shown = String(document.seed?.value ?? 0);
      if (value.value !== shown && globalThis.document.activeElement !== value) {
        value.value = shown;
      }

      value.disabled = document.seed?.policy === "random";
      policy.set(document.seed?.policy ?? "fixed");
    });
    const dice = iconButton("dice", "Draw a seed", () => this.store.edit("seed draw", (document) => {
      document.seed = { ...document.seed, value: Math.floor(Math.random() * 2 ** 31) };
    }));
    return h("div", { class: "fields" },
      h("div", { class: "field" }, h("label", { for: "seed" }, "Seed"), h("div", { class: "row" }, value, dice)),
      h("div", { class: "field" }, h("span", { class: "label" }, "Then it"), policy.element));
  }

  /** A slider whose leftmost state is "as the model says". */
  #slider(title: string, key: "steps" | "guidance", minimum: number, maximum: number, step: number, usual: number): HTMLElement {
    const range: HTMLInputElement = h("input", {
      type: "range", id: key, min: minimum, max: maximum, step,
      oninput: () => this.store.edit(key, (document) => { document[key] = Number(range.value); }),
    });
    const value = h("output", { for: key });
    const reset = h("button", {
      type: "button", class: "reset", title: "As the model recommends", "aria-label": `${title} as the model recommends`,
      onclick: () => this.store.edit(`${key} reset`, (document) => { document[key] = undefined; }),
    }, "auto");
    this.#draws.push((document) => {
      const given = document[key];
      range.value = String(given ?? usual);
      value.textContent = given === undefined ? "" : String(Math.round(given * 100) / 100);
      reset.setAttribute("aria-pressed", String(given === undefined));
      range.classList.toggle("auto", given === undefined);
    });
    return h("div", { class: "field" }, h("label", { for: key }, title), h("div", { class: "row" }, range, value, reset));
  }

  #size(): HTMLElement {
    const side = (label: "width" | "height") => {
      const select: HTMLSelectElement = h("select", {
        "aria-label": label === "width" ? "Width in texels" : "Height in texels",
        onchange: () => this.store.edit("size", (document) => {
          document.size = { ...document.size, [label]: select.value ? Number(select.value) : undefined };
        }),
      }, h("option", { value: "" }, "auto"), ...SIZES.map((size) => h("option", { value: size }, String(size))));
      this.#draws.push((document) => {
        const given = document.size?.[label];
        if (given && !SIZES.includes(given) && ![...select.options].some((option) => option.value === String(given))) {
          select.append(h("option", { value: given }, String(given)));
        }

        select.value = given ? String(given) : "";
        select.disabled = document.start !== undefined;
      });
      return select;
    };
    return h("div", { class: "field" }, h("span", { class: "label" }, "Size"), h("div", { class: "row" }, side("width"), h("span", { class: "times" }, "×"), side("height")));
  }

  #choice(title: string, read: (document: MaterialDocument) => string, options: () => string[], none: string, write: (document: MaterialDocument, value: string) => void): HTMLElement {
    const id = title.toLowerCase();
    const select: HTMLSelectElement = h("select", { id, onchange: () => this.store.edit(id, (document) => write(document, select.value)) });
    let drawn: string | null = null;
    this.#draws.push((document) => {
      const value = read(document);
      const names = [...options()];
      if (value && !names.includes(value)) {
        names.push(value);
      }

      const key = names.join("\n");
      if (key !== drawn) {
        drawn = key;
        select.replaceChildren(h("option", { value: "" }, none), ...names.map((name) => h("option", { value: name }, name)));
      }

      select.value = value;
    });
    return h("div", { class: "field" }, h("label", { for: id }, title), select);
  }

  #tiling(): HTMLElement {
    const axes = segmented<"" | "x" | "y" | "xy">("Seamless borders", [
      { value: "", title: "As is", hint: "The pocket model tiles by itself" }, { value: "x", title: "X" }, { value: "y", title: "Y" }, { value: "xy", title: "Both" },
    ], (picked) => this.store.edit("tiling", (document) => {
      document.edits = { ...document.edits, tiling: picked || undefined };
    }));
    this.#draws.push((document) => axes.set(document.edits?.tiling ?? ""));
    return h("div", { class: "field" }, h("span", { class: "label" }, "Seamless"), axes.element);
  }

  #relief(title: string, key: "normalStrength" | "aoStrength", minimum: number, maximum: number, usual: number): HTMLElement {
    const range: HTMLInputElement = h("input", {
      type: "range", id: key, min: minimum, max: maximum, step: 0.05,
      oninput: () => this.store.edit(key, (document) => {
        document.relief = { ...document.relief, [key]: Number(range.value) === usual ? undefined : Number(range.value) };
      }),
    });
    const value = h("output", { for: key });
    this.#draws.push((document) => {
      const given = document.relief?.[key] ?? usual;
      range.value = String(given);
      value.textContent = String(given);
    });
    return h("div", { class: "field" }, h("label", { for: key }, title), h("div", { class: "row" }, range, value));
  }

  #drawStart(document: MaterialDocument): void {
    const start = document.start;
    const key = JSON.stringify(start && { ...start, strength: 0 });
    if (this.#startBox.dataset.drawn !== (key ?? "none")) {
      this.#startBox.dataset.drawn = key ?? "none";
      if (!start) {
        const file: HTMLInputElement = h("input", { type: "file", accept: "image/*", class: "visually-hidden", id: "start-file", onchange: () => file.files?.[0] && void this.startFrom(file.files[0]) });
        this.#startBox.replaceChildren(h("label", { class: "drop", for: "start-file" }, icon("image"), "Drop a picture, or choose one"), file);
      } else {
        const strength: HTMLInputElement = h("input", {
          type: "range", id: "strength", min: 0.05, max: 1, step: 0.05,
          oninput: () => this.store.edit("strength", (edited) => { edited.start = { ...edited.start!, strength: Number(strength.value) }; }),
        });
        this.#startBox.replaceChildren(
          h("div", { class: "start-pictures" },
            h("img", { src: `/api/${start.picture}`, alt: "The picture to start from" }),
            start.mask ? h("img", { src: `/api/${start.mask}`, alt: "The mask: white is painted anew" }) : null,
            iconButton("close", "Start from noise again", () => this.store.edit("start", (edited) => { edited.start = undefined; }))),
          h("div", { class: "field" }, h("label", { for: "strength" }, "Change"), h("div", { class: "row" }, strength, h("output", { for: "strength" }))));
      }
    }

    const strength = this.#startBox.querySelector<HTMLInputElement>("#strength");
    if (strength && start) {
      strength.value = String(start.strength ?? (start.mask ? 1 : 0.8));
      this.#startBox.querySelector("output")!.textContent = strength.value;
    }
  }

  #draw(): void {
    const document = this.store.document;
    this.element.inert = !document;
    this.element.classList.toggle("idle", !document);
    if (document) {
      this.#draws.forEach((draw) => draw(document));
      this.#drawStart(document);
    }

    const waiting = this.store.active.length;
    this.#stop.hidden = waiting === 0;
    this.#stop.textContent = waiting > 1 ? `Stop ${waiting}` : "Stop";
  }
}
