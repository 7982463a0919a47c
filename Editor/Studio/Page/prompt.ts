// The prompt: text, weights by keys, tokens counted by the model's own tokenizer, unknown words told.
import { api } from "./api";
import { h } from "./dom";
import type { Store } from "./store";
import { StyleChips } from "./styles";
import { shiftWeight } from "./weights";

const CHUNK = 75;
const COUNT_AFTER = 150;

export class PromptEditor {
  readonly element: HTMLElement;
  #prompt: HTMLTextAreaElement;
  #negative: HTMLTextAreaElement;
  #counter = h("span", { class: "tokens", "aria-live": "polite" });
  #hints = h("div", { class: "hints" });
  #timer = 0;
  #counted = "";

  constructor(private readonly store: Store) {
    this.#prompt = this.#area("prompt", "What the surface shows…", (text) => (document) => { document.prompt = text; });
    this.#negative = this.#area("negative", "What it should not show", (text) => (document) => { document.negative = text || undefined; });
    this.#negative.rows = 1;
    this.element = h("section", { class: "prompt-editor", "aria-label": "Prompt" },
      h("div", { class: "field-head" }, h("label", { for: "prompt" }, "Prompt"), this.#counter),
      this.#prompt,
      this.#hints,
      h("label", { for: "negative", class: "minor" }, "Without"),
      this.#negative,
      new StyleChips(store).element);
    store.subscribe(() => this.#draw());
  }

  focus(): void {
    this.#prompt.focus();
  }

  #area(key: "prompt" | "negative", placeholder: string, change: (text: string) => (document: { prompt: string; negative?: string }) => void): HTMLTextAreaElement {
    const area: HTMLTextAreaElement = h("textarea", {
      id: key, placeholder, rows: 3, spellcheck: "false",
      oninput: () => {
        this.store.edit(key, change(area.value));
        this.#grow(area);
      },
      onkeydown: (event: KeyboardEvent) => {
        if ((event.ctrlKey || event.metaKey) && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
          event.preventDefault();
          const span = shiftWeight(area.value, area.selectionStart, area.selectionEnd, event.key === "ArrowUp");
          area.value = span.text;
          area.setSelectionRange(span.start, span.end);
          this.store.edit(key, change(area.value));
          this.#grow(area);
        }
      },
    });
    return area;
  }

  #draw(): void {
    const document = this.store.document;
    this.#set(this.#prompt, document?.prompt ?? "");
    this.#set(this.#negative, document?.negative ?? "");
    const key = JSON.stringify([document?.prompt, document?.model]);
    if (document && key !== this.#counted) {
      this.#counted = key;
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#count(document.prompt, document.model), COUNT_AFTER);
    }
  }

  /** Leaves the caret alone where the text is what is shown already. */
  #set(area: HTMLTextAreaElement, text: string): void {
    if (area.value !== text) {
      area.value = text;
      this.#grow(area);
    }
  }

  #grow(area: HTMLTextAreaElement): void {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 260)}px`;
  }

  async #count(prompt: string, model?: string): Promise<void> {
    try {
      const facts = await api.prompt(prompt, model);
      const last = facts.chunks.at(-1) ?? 0;
      this.#counter.textContent = facts.chunks.length > 1 ? `${last} / ${CHUNK} · chunk ${facts.chunks.length}` : `${last} / ${CHUNK}`;
      this.#counter.title = "Tokens of the last chunk; a prompt is read in chunks of 75";
      this.#hints.replaceChildren(...facts.unknown.flatMap((unknown) => [
        h("span", { class: "unknown" }, `The model does not know “${unknown.word}”`),
        ...unknown.near.map((near) => h("button", { type: "button", class: "chip", title: `Replace ${unknown.word} by ${near}`, onclick: () => this.#replace(unknown.word, near) }, near)),
      ]));
    } catch (failure) {
      this.#counter.textContent = "";
      this.#hints.replaceChildren(h("span", { class: "unknown" }, (failure as Error).message));
    }
  }

  #replace(word: string, near: string): void {
    this.store.edit("word", (document) => {
      document.prompt = document.prompt.replace(new RegExp(`\\b${word.replace(/[^\p{L}\p{N}]/gu, "\\$&")}\\b`, "giu"), near);
    });
    this.#prompt.focus();
  }
}
