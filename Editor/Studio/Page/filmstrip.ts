// The history as a strip of pictures under the view, the newest first.
import { h, segmented } from "./dom";
import type { Store } from "./store";
import { type HistoryRecord, type Job, mapUrl } from "./types";

export class Filmstrip {
  readonly element: HTMLElement;
  #strip = h("div", { class: "strip", role: "listbox", "aria-label": "History", "aria-orientation": "horizontal", tabindex: 0 });
  #filter: "all" | "favourites" = "all";
  #count = h("span", { class: "count" });
  #drawn = "";

  constructor(private readonly store: Store, ...facts: HTMLElement[]) {
    const filter = segmented<"all" | "favourites">("Which pictures", [{ value: "all", title: "All" }, { value: "favourites", title: "Favourites" }], (value) => {
      this.#filter = value;
      filter.set(value);
      this.#draw();
    });
    filter.set("all");
    this.element = h("section", { class: "filmstrip", "aria-label": "Pictures so far" }, h("div", { class: "strip-head" }, filter.element, this.#count, ...facts), this.#strip);
    store.subscribe(() => this.#draw());
  }

  /** The pictures that are shown, the newest first. */
  get shown(): HistoryRecord[] {
    const history = [...this.store.history].reverse();
    return this.#filter === "all" ? history : history.filter((record) => record.favourite);
  }

  /** Selects the picture beside the selected one. */
  walk(step: number): void {
    const shown = this.shown;
    const at = shown.findIndex((record) => record.id === this.store.state.selected);
    const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))];
    if (next) {
      this.store.set({ selected: next.id });
    }
  }

  #draw(): void {
    const { selected, compared } = this.store.state;
    const jobs = this.store.active.toReversed();
    const shown = this.shown;
    this.#count.textContent = shown.length === 1 ? "1 picture" : `${shown.length} pictures`;
    const drawn = JSON.stringify([this.store.state.material?.name, jobs.map((job) => job.id), shown.map((record) => [record.id, record.favourite]), selected, compared]);
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      const hadFocus = this.#strip.contains(document.activeElement) && document.activeElement !== this.#strip;
      this.#strip.replaceChildren(...jobs.map((job) => this.#job(job)), ...shown.map((record) => this.#frame(record)));
      const current = this.#strip.querySelector<HTMLElement>("[aria-selected=true]");
      current?.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (hadFocus) {
        current?.focus();
      }
    }

    for (const job of jobs) {
      const frame = this.#strip.querySelector<HTMLElement>(`[data-job="${job.id}"]`);
      const fraction = job.status === "running" && job.stage === "denoise" && job.stepCount ? job.step / job.stepCount : job.status === "running" && job.stage !== "text" ? 1 : 0;
      frame?.style.setProperty("--done", String(fraction));
      const picture = frame?.querySelector("img");
      if (frame && picture && job.preview && picture.dataset.preview !== String(job.preview)) {
        picture.dataset.preview = String(job.preview);
        picture.src = `/api/jobs/${job.id}/preview?n=${job.preview}`;
      }
    }
  }

  #job(job: Job): HTMLElement {
    return h("div", { class: `frame job ${job.status}`, role: "option", "aria-selected": "false", "aria-label": `Seed ${job.seed} is being made`, "data-job": job.id },
      h("img", { alt: "" }), h("span", { class: "bar" }));
  }

  #frame(record: HistoryRecord): HTMLElement {
    const isSelected = record.id === this.store.state.selected;
    const picture = h("img", { src: mapUrl(record.id, "albedo"), alt: "", loading: "lazy", draggable: "false" });
    picture.addEventListener("error", () => picture.replaceWith(h("span", { class: "gone" }, "gone")));
    return h("button", {
      type: "button", class: "frame", role: "option", "aria-selected": String(isSelected), tabindex: isSelected ? 0 : -1,
      "data-compared": record.id === this.store.state.compared || undefined,
      "aria-label": `Seed ${record.seed ?? 0}, ${record.prompt}${record.favourite ? ", favourite" : ""}`,
      title: `${record.prompt}\nseed ${record.seed ?? 0} · ${new Date(record.at).toLocaleString()}\nShift-click compares`,
      onclick: (event: MouseEvent) => {
        if (event.shiftKey && record.id !== this.store.state.selected) {
          this.store.set({ compared: record.id, mode: "compare" });
        } else {
          this.store.set({ selected: record.id, mode: this.store.state.mode === "grid" ? "material" : this.store.state.mode });
        }
      },
    }, picture, record.favourite ? h("span", { class: "star" }, "★") : null);
  }
}
