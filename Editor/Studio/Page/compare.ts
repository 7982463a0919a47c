// Two pictures over one another, with a border that can be dragged: before and after.
import { h } from "./dom";
import { type HistoryRecord, type MapName, mapUrl } from "./types";

export class CompareView {
  readonly element: HTMLElement;
  #before = h("img", { alt: "Before", class: "before", draggable: "false" });
  #after = h("img", { alt: "After", class: "after", draggable: "false" });
  #slider = h("input", { type: "range", min: 0, max: 100, step: 0.5, value: 50, "aria-label": "How much of the first picture is seen", oninput: () => this.#place() });
  #left = h("figcaption", { class: "left" });
  #right = h("figcaption", { class: "right" });

  constructor() {
    this.element = h("figure", { class: "compare" }, h("div", { class: "compare-stack" }, this.#after, this.#before, h("span", { class: "edge" }), this.#slider), this.#left, this.#right);
    this.#place();
  }

  show(before: HistoryRecord, after: HistoryRecord, map: MapName): void {
    this.#before.src = mapUrl(before.id, map);
    this.#after.src = mapUrl(after.id, map);
    this.#left.textContent = caption(before);
    this.#right.textContent = caption(after);
  }

  #place(): void {
    this.element.style.setProperty("--at", `${this.#slider.value}%`);
  }
}

function caption(record: HistoryRecord): string {
  return `${record.prompt} · seed ${record.seed ?? 0}${record.guidance ? ` · guidance ${record.guidance}` : ""}`;
}
