// The list of materials at the left.
import { api } from "./api";
import { ask, h, icon, iconButton } from "./dom";
import type { Store } from "./store";
import { type Entry, mapUrl } from "./types";

export class LibraryPanel {
  readonly element: HTMLElement;
  #search = h("input", { type: "search", placeholder: "Search", "aria-label": "Search materials", oninput: () => this.#draw() });
  #list = h("ul", { class: "materials", "aria-label": "Materials" });
  #trash = h("button", { type: "button", class: "quiet", onclick: () => void this.#openTrash() });
  #folder = h("span", { class: "folder" });
  #drawn = "";

  constructor(private readonly store: Store, private readonly onproblem: (failure: unknown) => void) {
    this.element = h("nav", { class: "library", "aria-label": "Library" },
      h("header", {},
        h("h1", {}, "dtex studio"),
        this.#folder),
      h("div", { class: "library-tools" }, this.#search, iconButton("plus", "New material", () => this.create(), "N")),
      this.#list,
      h("footer", {}, this.#trash));
    store.subscribe(() => this.#draw());
  }

  focusSearch(): void {
    this.#search.focus();
  }

  async create(): Promise<void> {
    try {
      const names = new Set(this.store.state.library?.materials.map((entry) => entry.name.toLowerCase()));
      let name = "material";
      for (let i = 2; names.has(name); i++) {
        name = `material ${i}`;
      }

      await api.create(name);
      await this.store.loadLibrary();
      await this.store.open(name);
      document.querySelector<HTMLTextAreaElement>("#prompt")?.focus();
    } catch (failure) {
      this.onproblem(failure);
    }
  }

  #draw(): void {
    const { library, material } = this.store.state;
    if (!library) {
      return;
    }

    const wanted = this.#search.value.trim().toLowerCase();
    const entries = library.materials.filter((entry) => !wanted || entry.name.toLowerCase().includes(wanted) || entry.prompt?.toLowerCase().includes(wanted));
    const busy = new Map<string, number>();
    for (const job of this.store.state.jobs.values()) {
      if (["queued", "loading", "running"].includes(job.status)) {
        busy.set(job.material, (busy.get(job.material) ?? 0) + 1);
      }
    }

    const drawn = JSON.stringify([entries, material?.name, [...busy], library.trash.length, wanted]);
    if (drawn === this.#drawn) {
      return;
    }

    this.#drawn = drawn;
    this.#folder.textContent = library.folder.split(/[\\/]/).at(-1) ?? "";
    this.#folder.title = library.folder;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...entries.map((entry) => this.#row(entry, entry.name === material?.name, busy.get(entry.name) ?? 0)));
    if (entries.length === 0) {
      this.#list.append(h("li", { class: "empty" }, wanted ? "Nothing found." : "No materials yet."));
    }

    if (hadFocus) {
      this.#list.querySelector<HTMLElement>("[aria-current]")?.focus();
    }

    this.#trash.replaceChildren(icon("trash"), library.trash.length ? `Trash (${library.trash.length})` : "Trash is empty");
    this.#trash.disabled = library.trash.length === 0;
  }

  #row(entry: Entry, isOpen: boolean, busy: number): HTMLElement {
    const cover = entry.cover ? h("img", { src: mapUrl(entry.cover, "albedo"), alt: "", loading: "lazy", class: "cover" }) : h("span", { class: "cover" });
    cover.addEventListener("error", () => cover.replaceWith(h("span", { class: "cover" })));
    return h("li", {},
      h("button", { type: "button", class: "material", "aria-current": isOpen ? "true" : undefined, onclick: () => void this.#open(entry) },
        cover,
        h("span", { class: "words" },
          h("span", { class: "name" }, entry.name, entry.favourites ? h("span", { class: "stars", title: `${entry.favourites} favourites` }, "★") : null),
          h("span", { class: entry.problem ? "prompt problem" : "prompt" }, entry.problem ?? entry.prompt ?? "")),
        busy ? h("span", { class: "busy", role: "img", "aria-label": `${busy} pictures are being made` }) : null),
      isOpen ? iconButton("more", `Actions for ${entry.name}`, () => void this.#actions(entry)) : null);
  }

  async #open(entry: Entry): Promise<void> {
    if (entry.problem) {
      await ask(entry.name, [entry.problem], [{ value: "", title: "Close", primary: true }]);
      return;
    }

    await this.store.open(entry.name).catch(this.onproblem);
    document.body.classList.remove("library-open");
  }

  async #actions(entry: Entry): Promise<void> {
    const name = h("input", { value: entry.name, "aria-label": "Name", maxlength: 80 });
    const choice = await ask(entry.name, [h("label", {}, "Name", name)], [
      { value: "delete", title: "Move to trash" }, { value: "duplicate", title: "Duplicate" }, { value: "rename", title: "Rename", primary: true },
    ]);
    try {
      await this.store.flush();
      if (choice === "rename" && name.value !== entry.name) {
        this.store.close();
        await api.rename(entry.name, name.value);
        await this.store.loadLibrary();
        await this.store.open(name.value);
      } else if (choice === "duplicate") {
        const copy = await api.duplicate(entry.name);
        await this.store.loadLibrary();
        await this.store.open(copy.name);
      } else if (choice === "delete") {
        this.store.close();
        await api.remove(entry.name);
        await this.store.loadLibrary();
      }
    } catch (failure) {
      this.onproblem(failure);
      await this.store.open(entry.name).catch(() => {});
    }
  }

  async #openTrash(): Promise<void> {
    const trash = this.store.state.library?.trash ?? [];
    const select = h("select", { "aria-label": "Material", size: Math.min(8, Math.max(2, trash.length)) }, ...trash.map((entry) => h("option", { value: entry.id }, entry.name)));
    select.selectedIndex = 0;
    if ((await ask("Trash", [select], [{ value: "", title: "Close" }, { value: "restore", title: "Restore", primary: true }])) === "restore" && select.value) {
      try {
        const restored = await api.restore(select.value);
        await this.store.loadLibrary();
        await this.store.open(restored.name);
      } catch (failure) {
        this.onproblem(failure);
      }
    }
  }
}
