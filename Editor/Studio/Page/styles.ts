// Styles: words around the prompt that a material keeps by name.
import { ask, h } from "./dom";
import type { Store } from "./store";
import type { Style } from "./types";

export class StyleChips {
  readonly element = h("div", { class: "styles", role: "group", "aria-label": "Styles" });
  #drawn = "";

  constructor(private readonly store: Store) {
    store.subscribe(() => this.#draw());
  }

  #draw(): void {
    const styles = this.store.document?.styles ?? [];
    const drawn = JSON.stringify(styles);
    if (drawn === this.#drawn) {
      return;
    }

    this.#drawn = drawn;
    this.element.replaceChildren(
      ...styles.map((style, at) => h("button", {
        type: "button", class: "chip", title: `${style.prompt ?? ""}\nEdit or remove`, onclick: () => void this.#edit(style, at),
      }, style.name || "style")),
      h("button", { type: "button", class: "chip quiet", onclick: () => void this.#edit({}, styles.length) }, "+ Style"));
  }

  async #edit(style: Style, at: number): Promise<void> {
    const name = h("input", { id: "style-name", value: style.name ?? "", maxlength: 60 });
    const prompt = h("textarea", { id: "style-prompt", rows: 2, placeholder: "{prompt}, weathered" }, style.prompt ?? "");
    const negative = h("input", { id: "style-negative", value: style.negative ?? "" });
    const isNew = at >= (this.store.document?.styles?.length ?? 0);
    const choice = await ask("Style", [
      h("p", { class: "quiet" }, "{prompt} stands for the prompt; without it the words follow after a comma."),
      h("div", { class: "field" }, h("label", { for: "style-name" }, "Name"), name),
      h("div", { class: "field tall" }, h("label", { for: "style-prompt" }, "Prompt"), prompt),
      h("div", { class: "field" }, h("label", { for: "style-negative" }, "Without"), negative),
    ], [{ value: "", title: "Cancel" }, ...(isNew ? [] : [{ value: "remove", title: "Remove" }]), { value: "keep", title: isNew ? "Add" : "Change", primary: true }]);
    if (choice) {
      this.store.edit("styles", (document) => {
        const kept = choice === "keep" ? [{ ...style, name: name.value || prompt.value.slice(0, 24), prompt: prompt.value || undefined, negative: negative.value || undefined }] : [];
        const styles = (document.styles ?? []).toSpliced(at, 1, ...kept);
        document.styles = styles.length ? styles : undefined;
      });
    }
  }
}
