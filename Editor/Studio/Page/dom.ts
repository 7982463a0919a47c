// Elements without a framework.

type Attributes = Record<string, string | number | boolean | ((event: never) => void) | undefined>;

/** An element: "class" and attributes by name, listeners by "onclick" and the like. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: (Node | string | null)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }

  element.append(...children.filter((child) => child !== null));
  return element;
}

const ICONS: Record<string, string> = {
  plus: "M8 3v10M3 8h10",
  star: "M8 2.2l1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  undo: "M6 4L3 7l3 3M3 7h6.5a3.5 3.5 0 0 1 0 7H8",
  redo: "M10 4l3 3-3 3M13 7H6.5a3.5 3.5 0 0 0 0 7H8",
  close: "M4 4l8 8M12 4l-8 8",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  sun: "M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5M8 1.5v1.5M8 13v1.5M1.5 8h1.5M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1",
  grid: "M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",
  brush: "M13.5 2.5L7 9M5.5 9.5c-2 0-2 2.5-3.5 3.5 2.5.8 5 .2 5-2z",
  compare: "M8 2v12M3 4.5h3v7H3zM10 4.5h3v7h-3z",
  download: "M8 2.5v7.5M5 7.5l3 3 3-3M3 13.5h10",
  help: "M6 6a2 2 0 1 1 2.7 1.9c-.5.2-.7.6-.7 1.1v.5M8 12h.01",
  trash: "M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9",
  image: "M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3",
  dice: "M3 3h10v10H3zM5.8 5.8h.01M10.2 10.2h.01M8 8h.01",
};

/** A line icon of 16 units; decoration only, the button around it has the name. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows an icon and has a name for those who do not see it. */
export function iconButton(name: string, label: string, onclick: () => void, hint = ""): HTMLButtonElement {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: hint ? `${label} (${hint})` : label, onclick }, icon(name));
}

/** One of a few: radio semantics with buttons' looks. */
export function segmented<T extends string>(label: string, options: { value: T; title: string; hint?: string }[], onpick: (value: T) => void): { element: HTMLElement; set(value: T): void } {
  const buttons = options.map((option) =>
    h("button", { type: "button", role: "radio", "aria-checked": "false", title: option.hint ?? option.title, onclick: () => onpick(option.value) }, option.title));
  const element = h("div", {
    class: "segmented", role: "radiogroup", "aria-label": label,
    onkeydown: (event: KeyboardEvent) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      if (step && at >= 0) {
        event.preventDefault();
        event.stopPropagation();
        const next = buttons[(at + step + buttons.length) % buttons.length];
        next.focus();
        next.click();
      }
    },
  }, ...buttons);
  return {
    element,
    set(value) {
      options.forEach((option, i) => {
        buttons[i].setAttribute("aria-checked", String(option.value === value));
        buttons[i].tabIndex = option.value === value ? 0 : -1;
      });
    },
  };
}

/** A dialog of its own; resolves with the value of the button that closed it, "" for Escape. */
export function ask(title: string, body: (Node | string)[], buttons: { value: string; title: string; primary?: boolean }[]): Promise<string> {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": title, class: "dialog" },
      h("form", { method: "dialog" },
        h("h2", {}, title),
        h("div", { class: "dialog-body" }, ...body),
        h("div", { class: "dialog-buttons" }, ...buttons.map((button) =>
          h("button", { value: button.value, class: button.primary ? "primary" : "" }, button.title)))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
