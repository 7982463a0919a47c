// Bundles the page into one folder: node bundle.mjs FOLDER
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = process.argv[2];
await mkdir(output, { recursive: true });
await build({
  entryPoints: { studio: join(here, "main.ts") },
  outdir: output,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
await build({ entryPoints: { studio: join(here, "studio.css") }, outdir: output, bundle: true, minify: true, logLevel: "warning" });
for (const file of ["index.html", "icon.svg"]) {
  await copyFile(join(here, file), join(output, file));
}
