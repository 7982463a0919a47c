// The state of the page, and how it changes. Panels subscribe and read; nobody else writes.
import { api, Conflict } from "./api";
import { type HistoryRecord, type Job, type Library, type Material, type MaterialDocument, SETTINGS } from "./types";

export type Mode = "material" | "map" | "compare" | "paint" | "grid";

export interface State {
  library: Library | null;
  material: Material | null;
  selected: string | null;
  compared: string | null;
  mode: Mode;
  grid: string | null;
  jobs: Map<number, Job>;
  saving: "saved" | "dirty" | "saving" | "conflict";
}

const SAVE_AFTER = 350;

// Edits of one thing are one step to undo, unless the hand rested in between.
const STEP_AFTER = 1500;

export class Store {
  readonly state: State = { library: null, material: null, selected: null, compared: null, mode: "material", grid: null, jobs: new Map(), saving: "saved" };
  onproblem: (problem: string) => void = () => {};
  onconflict: (mine: MaterialDocument, theirs: Material) => Promise<"mine" | "theirs" | "both"> = async () => "theirs";

  #listeners: (() => void)[] = [];
  #timer = 0;
  #edited = "";
  #editedAt = 0;
  #step = 0;
  #saving: Promise<void> = Promise.resolve();
  #drawing = false;

  /** Calls back after changes, once a frame at most. */
  subscribe(listener: () => void): void {
    this.#listeners.push(listener);
  }

  changed(): void {
    if (!this.#drawing) {
      this.#drawing = true;
      queueMicrotask(() => {
        this.#drawing = false;
        this.#listeners.forEach((listener) => listener());
      });
    }
  }

  set(change: Partial<State>): void {
    Object.assign(this.state, change);
    this.changed();
  }

  get document(): MaterialDocument | null {
    return this.state.material?.document ?? null;
  }

  get history(): HistoryRecord[] {
    return this.document?.history ?? [];
  }

  get record(): HistoryRecord | null {
    return this.history.find((record) => record.id === this.state.selected) ?? null;
  }

  /** Jobs of the open material that wait or run. */
  get active(): Job[] {
    return [...this.state.jobs.values()].filter((job) => job.material === this.state.material?.name && ["queued", "loading", "running"].includes(job.status));
  }

  async loadLibrary(): Promise<void> {
    const library = await api.library();
    for (const job of library.jobs) {
      this.state.jobs.set(job.id, job);
    }

    this.set({ library });
  }

  async open(name: string): Promise<void> {
    await this.flush();
    const material = await api.open(name);
    const history = material.document.history ?? [];
    this.set({ material, selected: history.at(-1)?.id ?? null, compared: null, mode: "material", grid: null, saving: "saved" });
    rememberOpen(name);
  }

  close(): void {
    this.set({ material: null, selected: null, compared: null, mode: "material", grid: null, saving: "saved" });
  }

  /** Edits the document; it is saved by itself soon after. Edits of one thing are one step to undo. */
  edit(edited: string, change: (document: MaterialDocument) => void): void {
    const material = this.state.material;
    if (material) {
      if (this.#edited && this.#edited !== edited && this.state.saving === "dirty") {
        void this.flush();
      }

      const document = structuredClone(material.document);
      change(document);
      this.#step += edited !== this.#edited || performance.now() - this.#editedAt > STEP_AFTER ? 1 : 0;
      this.#edited = edited;
      this.#editedAt = performance.now();
      this.set({ material: { ...material, document }, saving: this.state.saving === "conflict" ? "conflict" : "dirty" });
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.flush(), SAVE_AFTER);
    }
  }

  /** Ends when everything that was edited is saved. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #save(): Promise<void> {
    const material = this.state.material;
    if (!material || this.state.saving !== "dirty") {
      return;
    }

    this.set({ saving: "saving" });
    try {
      this.#adopt(await api.save(material.name, material.revision, material.document, `${this.#edited} ${this.#step}`), material.document);
    } catch (failure) {
      if (failure instanceof Conflict) {
        this.set({ saving: "conflict" });
        await this.#settle(material, failure.current);
      } else {
        this.set({ saving: "dirty" });
        this.onproblem((failure as Error).message);
      }
    }
  }

  /** What was typed while the save was under way stays, on top of the new revision. */
  #adopt(saved: Material, sent: MaterialDocument): void {
    const now = this.state.material;
    if (!now || now.name !== saved.name) {
      return;
    }

    const typedOn = now.document !== sent && JSON.stringify({ ...now.document, history: 0 }) !== JSON.stringify({ ...sent, history: 0 });
    const document = typedOn ? { ...now.document, history: saved.document.history } : saved.document;
    this.set({ material: { ...saved, document }, saving: typedOn ? "dirty" : "saved" });
    if (typedOn) {
      this.#timer = window.setTimeout(() => void this.flush(), SAVE_AFTER);
    }
  }

  async #settle(mine: Material, theirs: Material): Promise<void> {
    const choice = await this.onconflict(this.document ?? mine.document, theirs);
    const document = this.document ?? mine.document;
    try {
      if (choice === "mine") {
        const saved = await api.save(mine.name, theirs.revision, document, "conflict");
        this.set({ material: saved, saving: "saved" });
        return;
      }

      if (choice === "both") {
        const names = new Set(this.state.library?.materials.map((entry) => entry.name.toLowerCase()));
        let copy = `${mine.name} (mine)`;
        for (let i = 2; names.has(copy.toLowerCase()); i++) {
          copy = `${mine.name} (mine ${i})`;
        }

        await api.create(copy, document);
      }

      const current = await api.open(mine.name);
      this.set({ material: current, saving: "saved" });
      await this.loadLibrary();
    } catch (failure) {
      this.set({ saving: "dirty" });
      this.onproblem((failure as Error).message);
    }
  }

  async step(way: "undo" | "redo"): Promise<void> {
    await this.flush();
    const material = this.state.material;
    if (material && (way === "undo" ? material.canUndo : material.canRedo)) {
      this.#edited = "";
      this.set({ material: await api.step(material.name, material.revision, way) });
    }
  }

  async generate(grid: { count?: number; guidances?: number[]; prompts?: string[] } = {}): Promise<void> {
    await this.flush();
    const material = this.state.material;
    if (!material || this.state.saving !== "saved") {
      return;
    }

    const { jobs, material: after } = await api.generate(material.name, material.revision, grid);
    for (const job of jobs) {
      if (!this.state.jobs.has(job.id)) {
        this.state.jobs.set(job.id, job);
      }
    }

    this.set({ material: { ...after, document: { ...after.document } }, ...(jobs[0]?.grid ? { mode: "grid" as const, grid: jobs[0].grid } : {}) });
  }

  /** Whether the document would make another picture than the selected one. */
  get differs(): boolean {
    const document = this.document;
    const record = this.record;
    return document !== null && record !== null
      && (SETTINGS.some((key) => JSON.stringify(document[key]) !== JSON.stringify(record[key])) || (document.seed?.value ?? 0) !== (record.seed ?? 0));
  }

  /** Goes on from the selected picture: its settings and its seed become the document's. */
  takeSettings(): void {
    const record = this.record;
    if (record) {
      this.edit("settings of a picture", (document) => {
        for (const key of SETTINGS) {
          Object.assign(document, { [key]: structuredClone(record[key]) });
        }

        document.seed = { value: record.seed };
      });
    }
  }

  async favourite(id: string, favourite: boolean): Promise<void> {
    const material = this.state.material;
    if (material) {
      this.#history(await api.favourite(material.name, id, favourite));
    }
  }

  async forget(id: string): Promise<void> {
    const material = this.state.material;
    if (material) {
      const at = this.history.findIndex((record) => record.id === id);
      this.#history(await api.forget(material.name, id));
      if (this.state.selected === id) {
        this.set({ selected: this.history[Math.min(at, this.history.length - 1)]?.id ?? null });
      }
    }
  }

  /** The history is the studio's; what is being typed stays. */
  #history(saved: Material): void {
    const now = this.state.material;
    if (now?.name === saved.name) {
      const document = { ...now.document, history: saved.document.history };
      this.set({ material: { ...now, version: saved.version, document } });
    }
  }

  /** A job has come further. */
  told(job: Job): void {
    this.state.jobs.set(job.id, job);
    if (job.status === "failed" && job.problem) {
      this.onproblem(job.problem);
    }

    if (job.status === "done" && job.material === this.state.material?.name && job.result) {
      void this.refresh(this.state.mode === "grid" && job.grid ? null : job.result);
    }

    this.changed();
  }

  /** A document has changed, perhaps by this page itself. */
  async happened(name: string, change: string): Promise<void> {
    void this.loadLibrary();
    if (name === this.state.material?.name) {
      if (change === "removed") {
        this.close();
        this.onproblem(`'${name}' was moved or deleted elsewhere.`);
      } else {
        await this.refresh(null);
      }
    }
  }

  /** Takes what the folder holds now. Where something was edited here, only the history: the save will tell the conflict. */
  async refresh(select: string | null): Promise<void> {
    const name = this.state.material?.name;
    if (!name) {
      return;
    }

    const current = await api.open(name);
    if (this.state.material?.name !== name) {
      return;
    }

    if (this.state.saving === "saved") {
      this.set({ material: current });
    } else {
      this.#history(current);
    }

    if (select && this.history.some((record) => record.id === select)) {
      this.set({ selected: select });
    }
  }
}

const OPEN = "dtex.open";

function rememberOpen(name: string): void {
  localStorage.setItem(OPEN, name);
}

export function lastOpen(): string | null {
  return localStorage.getItem(OPEN);
}
