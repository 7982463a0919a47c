// Ctrl+up and ctrl+down: "(word:1.1)" as AUTOMATIC1111 writes it.

export interface Span {
  text: string;
  start: number;
  end: number;
}

const STEP = 0.1;
const WEIGHTED = /\(([^()]*):(-?\d+(?:\.\d+)?)\)/g;

/** Changes the weight of what is selected, or of the word under the caret, by one step. */
export function shiftWeight(text: string, start: number, end: number, up: boolean): Span {
  const delta = up ? STEP : -STEP;
  for (const match of text.matchAll(WEIGHTED)) {
    const from = match.index;
    const to = from + match[0].length;
    if (start >= from && end <= to) {
      const weight = Math.round((Number(match[2]) + delta) * 100) / 100;
      const inner = match[1];
      const replaced = weight === 1 ? inner : `(${inner}:${weight})`;
      const innerAt = from + (weight === 1 ? 0 : 1);
      return { text: text.slice(0, from) + replaced + text.slice(to), start: innerAt, end: innerAt + inner.length };
    }
  }

  const [from, to] = start === end ? wordAt(text, start) : [start, end];
  const inner = text.slice(from, to);
  if (!inner.trim()) {
    return { text, start, end };
  }

  return { text: `${text.slice(0, from)}(${inner}:${1 + delta})${text.slice(to)}`, start: from + 1, end: from + 1 + inner.length };
}

function wordAt(text: string, at: number): [number, number] {
  const isWord = (i: number) => i >= 0 && i < text.length && /[^\s,()[\]{}|:]/.test(text[i]);
  let from = at;
  let to = at;
  while (isWord(from - 1)) {
    from--;
  }

  while (isWord(to)) {
    to++;
  }

  return [from, to];
}
