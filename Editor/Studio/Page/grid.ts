// Variants: what is asked for in a dialog, and the pictures side by side while they come.
import { ask, h } from "./dom";
import type { Store } from "./store";
import { type HistoryRecord, type Job, mapUrl } from "./types";

export class GridView {
  readonly element = h("div", { class: "grid-view", role: "group", "aria-label": "Variants" });
  #drawn = "";

  constructor(private readonly store: Store) {
    store.subscribe(() => this.#draw());
  }

  #draw(): void {
    const { grid, mode } = this.store.state;
    if (mode !== "grid" || !grid) {
      return;
    }

    const records = this.store.history.filter((record) => record.grid === grid);
    const jobs = this.store.active.filter((job) => job.grid === grid);
    const cells: (HistoryRecord | Job)[] = [...records, ...jobs];
    const order = (cell: HistoryRecord | Job) => [cell.prompt, cell.guidance ?? 0] as const;
    const rows = Map.groupBy(cells, (cell) => JSON.stringify(order(cell)));
    const drawn = JSON.stringify([grid, records.map((record) => [record.id, record.favourite]), jobs.map((job) => [job.id, job.status, job.preview]), this.store.state.selected]);
    if (drawn === this.#drawn) {
      return;
    }

    this.#drawn = drawn;
    const columns = Math.max(...[...rows.values()].map((row) => row.length), 1);
    this.element.style.setProperty("--columns", String(Math.min(columns, 8)));
    const prompts = new Set(cells.map((cell) => cell.prompt)).size;
    const guidances = new Set(cells.map((cell) => cell.guidance ?? 0)).size;
    this.element.replaceChildren(...[...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, row]) => {
      const [prompt, guidance] = JSON.parse(key) as [string, number];
      const title = [prompts > 1 ? prompt : "", guidances > 1 ? `guidance ${guidance}` : ""].filter(Boolean).join(" · ");
      return [
        ...(title ? [h("h3", {}, title)] : []),
        h("div", { class: "grid-row" }, ...row.sort((a, b) => (a.seed ?? 0) - (b.seed ?? 0)).map((cell) => ("status" in cell ? this.#job(cell) : this.#cell(cell)))),
      ];
    }));
  }

  #cell(record: HistoryRecord): HTMLElement {
    return h("button", {
      type: "button", class: "cell", "aria-pressed": String(record.id === this.store.state.selected), "aria-label": `Seed ${record.seed ?? 0}${record.favourite ? ", favourite" : ""}`,
      onclick: () => this.store.set({ selected: record.id }),
      ondblclick: () => this.store.set({ selected: record.id, mode: "material" }),
    }, h("img", { src: mapUrl(record.id, "albedo"), alt: "" }), h("span", { class: "seed" }, `${record.favourite ? "★ " : ""}${record.seed ?? 0}`));
  }

  #job(job: Job): HTMLElement {
    return h("div", { class: `cell job ${job.status}`, "aria-label": `Seed ${job.seed} is being made` },
      job.preview ? h("img", { src: `/api/jobs/${job.id}/preview?n=${job.preview}`, alt: "" }) : h("span", { class: "waiting" }),
      h("span", { class: "seed" }, String(job.seed)));
  }
}

/** Asks how many seeds, which guidances and which prompts, and has them made. */
export async function askVariants(store: Store, onproblem: (failure: unknown) => void): Promise<void> {
  const document = store.document;
  if (!document) {
    return;
  }

  const seeds = h("input", { type: "number", min: 1, max: 64, value: 4, id: "variant-seeds" });
  const guidances = h("input", { type: "text", id: "variant-guidances", placeholder: "as set; or 1.5, 2, 3", inputmode: "decimal" });
  const prompts = h("textarea", { id: "variant-prompts", rows: 3, placeholder: "as written; or one prompt a line" });
  const choice = await ask("Variants", [
    h("div", { class: "field" }, h("label", { for: "variant-seeds" }, "Seeds"), seeds),
    h("div", { class: "field" }, h("label", { for: "variant-guidances" }, "Guidances"), guidances),
    h("div", { class: "field tall" }, h("label", { for: "variant-prompts" }, "Prompts"), prompts),
  ], [{ value: "", title: "Cancel" }, { value: "make", title: "Make the grid", primary: true }]);
  if (choice === "make") {
    try {
      await store.generate({
        count: Number(seeds.value) || 1,
        guidances: guidances.value.split(/[\s,;]+/).filter(Boolean).map(Number).filter((guidance) => guidance > 0),
        prompts: prompts.value.split("\n").map((prompt) => prompt.trim()).filter(Boolean),
      });
    } catch (failure) {
      onproblem(failure);
    }
  }
}
