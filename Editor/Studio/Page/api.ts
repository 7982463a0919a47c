// Requests to the studio. A refusal becomes an Error with the studio's own sentence.
import type { Job, Library, Material, MaterialDocument, PromptFacts, Report } from "./types";

export class Conflict extends Error {
  constructor(message: string, readonly current: Material) {
    super(message);
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const isBlob = body instanceof Blob;
  const response = await fetch(path, {
    method,
    headers: body === undefined || isBlob ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : isBlob ? body : JSON.stringify(body),
  }).catch(() => {
    throw new Error("The studio does not answer. Is 'dtex studio' still running?");
  });
  if (response.ok) {
    return (await response.json()) as T;
  }

  const failure = await response.json().catch(() => ({ problem: `The studio answered with ${response.status}.` }));
  throw response.status === 409 ? new Conflict(failure.problem, failure.current) : new Error(failure.problem);
}

const of = (name: string) => `/api/materials/${encodeURIComponent(name)}`;

export const api = {
  library: () => call<Library>("GET", "/api/library"),
  open: (name: string) => call<Material>("GET", of(name)),
  create: (name: string, document?: MaterialDocument) => call<Material>("POST", "/api/materials", { name, document }),
  save: (name: string, revision: string, document: MaterialDocument, edited: string) =>
    call<Material>("PUT", of(name), { revision, document, edited }),
  rename: (name: string, to: string) => call<Material>("POST", `${of(name)}/rename`, { to }),
  duplicate: (name: string) => call<Material>("POST", `${of(name)}/duplicate`),
  remove: (name: string) => call<{ id: string }>("DELETE", of(name)),
  restore: (id: string) => call<Material>("POST", `/api/trash/${id}/restore`),
  step: (name: string, revision: string, way: "undo" | "redo") => call<Material>("POST", `${of(name)}/${way}`, { revision }),
  favourite: (name: string, id: string, favourite: boolean) => call<Material>("PUT", `${of(name)}/history/${id}`, { favourite }),
  forget: (name: string, id: string) => call<Material>("DELETE", `${of(name)}/history/${id}`),
  again: (name: string, id: string) => call<Job>("POST", `${of(name)}/history/${id}/again`),
  generate: (name: string, revision: string, grid: { count?: number; guidances?: number[]; prompts?: string[] }) =>
    call<{ jobs: Job[]; material: Material }>("POST", `${of(name)}/generate`, { revision, ...grid }),
  cancelAll: () => call<object>("POST", "/api/jobs/cancel"),
  cancel: (id: number) => call<object>("POST", `/api/jobs/${id}/cancel`),
  report: (id: string) => call<Report>("GET", `/api/results/${id}`),
  upload: (picture: Blob) => call<{ path: string; width: number; height: number }>("POST", "/api/pictures", picture),
  prompt: (prompt: string, model?: string) => call<PromptFacts>("POST", "/api/prompt", { prompt, model }),
  exportUrl: (name: string, id: string, preset: string, format: string, compress: boolean, zip: boolean) =>
    `${of(name)}/results/${id}/export${zip ? ".zip" : ""}?preset=${preset}&format=${format}&compress=${compress}`,
  exportToFolder: (name: string, id: string, preset: string, format: string, compress: boolean) =>
    call<{ folder: string; files: string[] }>("POST", api.exportUrl(name, id, preset, format, compress, false)),
};
