// The page: puts the panels together, listens to the studio and to the keyboard.
import { askConflict } from "./conflict";
import { ask, h, iconButton } from "./dom";
import { askExport } from "./exporter";
import { Filmstrip } from "./filmstrip";
import { askVariants } from "./grid";
import { Inspector } from "./inspector";
import { LibraryPanel } from "./library";
import { lastOpen, Store } from "./store";
import { MAPS, type Job } from "./types";
import { Viewport } from "./viewport";

const THEME = "dtex.theme";
const TOAST = 6000;

const store = new Store();
const toasts = h("div", { class: "toasts", role: "status" });
const tell = (message: string, kind = "") => {
  const toast = h("div", { class: `toast ${kind}` }, message);
  toasts.append(toast);
  setTimeout(() => toast.remove(), TOAST);
};
const onproblem = (failure: unknown) => tell(failure instanceof Error ? failure.message : String(failure), "problem");
const openExport = () => void askExport(store, tell, onproblem);
const openVariants = () => void askVariants(store, onproblem);

const library = new LibraryPanel(store, onproblem);
const viewport = new Viewport(store, onproblem, openExport);
const filmstrip = new Filmstrip(store, viewport.facts, viewport.take);
const inspector = new Inspector(store, onproblem, openVariants);

const title = h("h2", { class: "title" });
const saving = h("span", { class: "saving", role: "status" });
const undo = iconButton("undo", "Undo", () => void store.step("undo").catch(onproblem), "Ctrl+Z");
const redo = iconButton("redo", "Redo", () => void store.step("redo").catch(onproblem), "Ctrl+Shift+Z");
const bar = h("header", { class: "bar" },
  iconButton("menu", "Materials", () => document.body.classList.toggle("library-open")),
  title, saving, h("span", { class: "space" }), undo, redo,
  iconButton("sun", "Light or dark", () => setTheme(document.documentElement.dataset.theme === "light" ? "dark" : "light")),
  iconButton("help", "Keys", () => void showKeys(), "?"));
bar.querySelector("button")!.classList.add("menu");

document.body.append(library.element, h("main", { class: "work" }, bar, viewport.element, filmstrip.element), inspector.element, toasts);

store.onproblem = onproblem;
store.onconflict = askConflict;
store.subscribe(() => {
  const material = store.state.material;
  title.textContent = material?.name ?? "";
  document.title = material ? `${material.name} – dtex studio` : "dtex studio";
  saving.textContent = !material ? "" : { saved: "Saved", dirty: "Editing…", saving: "Saving…", conflict: "Changed elsewhere" }[store.state.saving];
  saving.dataset.state = store.state.saving;
  undo.disabled = !material?.canUndo && store.state.saving === "saved";
  redo.disabled = !material?.canRedo;
});

function setTheme(theme: string): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(THEME, theme);
  viewport.scene?.draw();
}

async function showKeys(): Promise<void> {
  const keys: [string, string][] = [
    ["Ctrl Enter", "Generate"], ["Ctrl ↑ ↓", "Weight of the word or the selection"], ["V", "Variants"], ["Esc", "Stop, or back to the material"],
    ["← →", "Through the history"], ["F", "Favourite"], ["U", "Use the settings of the picture"], ["C", "Compare with the previous; shift-click chooses"], ["1 … 7", "Material and maps"],
    ["T", "More tiles"], ["S", "Seam check"], ["B", "Paint what is made anew"], ["E", "Export"], ["Delete", "Take the picture out"], ["P", "To the prompt"],
    ["N", "New material"], ["/", "Search"], ["Ctrl Z", "Undo"], ["Ctrl Shift Z", "Redo"],
  ];
  await ask("Keys", [h("dl", { class: "keys" }, ...keys.flatMap(([key, does]) => [h("dt", {}, ...key.split(" ").map((part) => h("kbd", {}, part))), h("dd", {}, does)]))],
    [{ value: "", title: "Close", primary: true }]);
}

const plainKeys: Record<string, () => void> = {
  f: () => void viewport.favourite(),
  c: () => viewport.compare(),
  t: () => viewport.turnTiling(),
  s: () => viewport.seam(),
  b: () => viewport.paint(),
  e: openExport,
  v: openVariants,
  u: () => store.takeSettings(),
  n: () => void library.create(),
  p: () => inspector.prompt.focus(),
  "/": () => library.focusSearch(),
  "?": () => void showKeys(),
  ArrowLeft: () => filmstrip.walk(-1),
  ArrowRight: () => filmstrip.walk(1),
  Delete: () => void (store.record && store.forget(store.record.id).catch(onproblem)),
  ...Object.fromEntries(["material" as const, ...MAPS.map((map) => map.name)].map((view, i) => [String(i + 1), () => viewport.view(view)])),
};

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const types = target.matches("textarea, select, input:not([type=range]):not([type=checkbox])");
  const command = event.ctrlKey || event.metaKey;
  if (document.querySelector("dialog[open]")) {
    return;
  }

  if (command && event.key === "Enter") {
    event.preventDefault();
    void inspector.generate();
  } else if (command && event.key.toLowerCase() === "z" && !types) {
    event.preventDefault();
    void store.step(event.shiftKey ? "redo" : "undo").catch(onproblem);
  } else if (event.key === "Escape") {
    if (types) {
      target.blur();
    } else if (store.active.length > 0) {
      inspector.element.querySelector<HTMLButtonElement>(".stop")!.click();
    } else {
      store.set({ mode: "material", compared: null });
      viewport.view("material");
    }
  } else if (!types && !command && !event.altKey && plainKeys[event.key] && !(target.matches("input[type=range]") && event.key.startsWith("Arrow"))) {
    event.preventDefault();
    plainKeys[event.key]();
  }
});

// A picture dropped anywhere is one to start from.
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => event.relatedTarget === null && document.body.classList.remove("dragging"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const file = event.dataTransfer?.files[0];
  if (file?.type.startsWith("image/")) {
    void inspector.startFrom(file);
  }
});

window.addEventListener("beforeunload", (event) => {
  if (store.state.saving === "dirty" || store.state.saving === "conflict") {
    void store.flush();
    event.preventDefault();
  }
});

function listen(): void {
  const events = new EventSource("/api/events");
  events.addEventListener("hello", () => {
    document.body.classList.remove("offline");
    void store.loadLibrary().then(() => store.refresh(null)).catch(onproblem);
  });
  events.addEventListener("job", (event) => store.told(JSON.parse((event as MessageEvent<string>).data) as Job));
  events.addEventListener("material", (event) => {
    const { name, change } = JSON.parse((event as MessageEvent<string>).data) as { name: string; change: string };
    void store.happened(name, change).catch(onproblem);
  });
  events.addEventListener("error", () => document.body.classList.add("offline"));
}

setTheme(localStorage.getItem(THEME) ?? (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark"));
try {
  await store.loadLibrary();
  const materials = store.state.library!.materials.filter((entry) => !entry.problem);
  const open = materials.find((entry) => entry.name === lastOpen()) ?? materials[0];
  if (open) {
    await store.open(open.name);
  }
} catch (failure) {
  onproblem(failure);
}

listen();
