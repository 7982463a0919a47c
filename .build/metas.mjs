// Writes a Unity .meta beside every asset of the package that has none, and deletes those whose asset is gone: node .build/metas.mjs
// Unity ignores assets without a .meta in immutable packages. A GUID is the hash of the asset's path when its .meta is first written,
// so that two branches that add the same file agree; from then on the .meta keeps it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { name } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// The roots of what package.json's "files" packs and Unity reads.
const folders = ["Runtime", "Editor/Core", "Editor/Unity"];
const single = ["package.json", "README.md", "CHANGELOG.md", "LICENSE", "Editor"];

const importers = {
  cs: "MonoImporter:\n  externalObjects: {}\n  serializedVersion: 2\n  defaultReferences: []\n  executionOrder: 0\n  icon: {instanceID: 0}\n",
  asmdef: "AssemblyDefinitionImporter:\n  externalObjects: {}\n",
  md: "TextScriptImporter:\n  externalObjects: {}\n",
  txt: "TextScriptImporter:\n  externalObjects: {}\n",
  json: "TextScriptImporter:\n  externalObjects: {}\n",
  bytes: "TextScriptImporter:\n  externalObjects: {}\n",
};
const manifest = "PackageManifestImporter:\n  externalObjects: {}\n";
const other = "DefaultImporter:\n  externalObjects: {}\n";
const tail = "  userData: \n  assetBundleName: \n  assetBundleVariant: \n";

// As Unity itself: nothing that begins with a dot or ends in ~.
const isAsset = (entry) => !entry.startsWith(".") && !entry.endsWith("~") && !entry.endsWith(".meta") && !entry.endsWith(".csproj");

function* assetsOf(folder) {
  yield [folder, true];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (!isAsset(entry.name)) continue;
    if (entry.isDirectory()) yield* assetsOf(path);
    else yield [path, false];
  }
}

function write(path, isFolder) {
  const meta = join(root, `${path}.meta`);
  if (existsSync(meta)) return 0;
  const guid = createHash("md5").update(`${name}:${path}`).digest("hex");
  const extension = path.slice(path.lastIndexOf(".") + 1);
  const importer = path === "package.json" ? manifest : isFolder ? other : (importers[extension] ?? other);
  writeFileSync(meta, `fileFormatVersion: 2\nguid: ${guid}\n${isFolder ? "folderAsset: yes\n" : ""}${importer}${tail}`);
  return 1;
}

function sweep(folder) {
  let swept = 0;
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && isAsset(entry.name)) swept += sweep(path);
    else if (entry.name.endsWith(".meta") && !existsSync(join(root, path.slice(0, -5)))) {
      rmSync(join(root, path));
      swept++;
    }
  }
  return swept;
}

let written = 0;
let swept = 0;
for (const path of single) written += write(path, path === "Editor");
for (const folder of folders) {
  for (const [path, isFolder] of assetsOf(folder)) written += write(path, isFolder);
  swept += sweep(folder);
}
console.log(`${written} .meta files written, ${swept} deleted`);
