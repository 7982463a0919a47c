// What travels between the page and the studio; documents as they lie on the disk.

export type MapName = "albedo" | "normal" | "height" | "roughness" | "metallic" | "ao";

export interface Start {
  picture: string;
  mask?: string;
  strength?: number;
}

export interface Style {
  name?: string;
  prompt?: string;
  negative?: string;
}

export interface Settings {
  prompt: string;
  negative?: string;
  styles?: Style[];
  model?: string;
  edits?: { tiling?: "x" | "y" | "xy"; loras?: { path: string; weight?: number }[] } & Record<string, unknown>;
  size?: { width?: number; height?: number };
  steps?: number;
  guidance?: number;
  scheduler?: string;
  maps?: MapName[];
  relief?: { heightInTexels?: number; normalStrength?: number; aoStrength?: number; darkIsHigh?: boolean };
  start?: Start;
}

/** What of a document decides how a picture looks. */
export const SETTINGS = ["prompt", "negative", "styles", "model", "edits", "size", "steps", "guidance", "scheduler", "maps", "relief", "start"] as const satisfies (keyof Settings)[];

export interface HistoryRecord extends Settings {
  id: string;
  at: string;
  favourite?: boolean;
  grid?: string;
  seed?: number;
}

export type SeedPolicy = "fixed" | "random" | "increment";

export interface MaterialDocument extends Settings {
  schema: number;
  seed?: { policy?: SeedPolicy; value?: number };
  outputs?: { preset?: string; format?: string; compress?: boolean };
  history?: HistoryRecord[];
}

export interface Material {
  name: string;
  revision: string;
  version: string;
  canUndo: boolean;
  canRedo: boolean;
  document: MaterialDocument;
}

export interface Entry {
  name: string;
  problem: string | null;
  version: string | null;
  prompt: string | null;
  cover: string | null;
  pictures: number;
  favourites: number;
}

export interface Preset {
  name: string;
  title: string;
  files: { property: string; file: string; pixels: string }[];
}

export interface Library {
  folder: string;
  materials: Entry[];
  trash: { id: string; name: string }[];
  jobs: Job[];
  models: string[];
  schedulers: string[];
  presets: Preset[];
}

export type JobStatus = "queued" | "loading" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: number;
  material: string;
  prompt: string;
  guidance: number | null;
  seed: number;
  grid: string | null;
  status: JobStatus;
  stage: string;
  step: number;
  stepCount: number;
  result: string | null;
  fromCache: boolean;
  problem: string | null;
  preview: number;
}

export interface Report {
  width: number;
  height: number;
  steps: number;
  guidance: number;
  scheduler: string;
  provider: string;
  milliseconds: number;
  maps: MapName[];
}

export interface PromptFacts {
  chunks: number[];
  unknown: { word: string; near: string[] }[];
}

export const MAPS: { name: MapName; title: string; channels: string }[] = [
  { name: "albedo", title: "Albedo", channels: "RGB" },
  { name: "normal", title: "Normal", channels: "RGB" },
  { name: "height", title: "Height", channels: "" },
  { name: "roughness", title: "Rough", channels: "" },
  { name: "metallic", title: "Metal", channels: "" },
  { name: "ao", title: "AO", channels: "" },
];

export function mapUrl(result: string, map: MapName): string {
  return `/api/results/${result}/${map}.png`;
}
