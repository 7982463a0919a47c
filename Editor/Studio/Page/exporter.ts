// Export: an engine's names and packings, the file format, as a zip or into the folder.
import { api } from "./api";
import { ask, h } from "./dom";
import type { Store } from "./store";

export async function askExport(store: Store, tell: (message: string) => void, onproblem: (failure: unknown) => void): Promise<void> {
  const record = store.record;
  const material = store.state.material;
  const library = store.state.library;
  if (!record || !material || !library) {
    return;
  }

  const outputs = material.document.outputs ?? {};
  const preset = h("select", { id: "export-preset" }, ...library.presets.map((entry) => h("option", { value: entry.name }, entry.title)));
  const format = h("select", { id: "export-format" }, h("option", { value: "png" }, "PNG"), h("option", { value: "ktx2" }, "KTX2 with mips"), h("option", { value: "dds" }, "DDS with mips"));
  const compress = h("input", { type: "checkbox", id: "export-compress" });
  const files = h("ul", { class: "export-files", "aria-label": "Files" });
  preset.value = outputs.preset ?? "maps";
  format.value = outputs.format ?? "png";
  compress.checked = outputs.compress ?? false;
  const draw = () => {
    compress.disabled = format.value === "png";
    files.replaceChildren(...(library.presets.find((entry) => entry.name === preset.value)?.files ?? []).map((file) => h("li", {},
      h("span", { class: "file" }, `${file.file.replace("{name}", material.name)}.${format.value}`), h("span", { class: "pixels" }, file.pixels), h("span", { class: "property" }, file.property))));
  };
  preset.addEventListener("change", draw);
  format.addEventListener("change", draw);
  draw();
  const choice = await ask("Export", [
    h("div", { class: "field" }, h("label", { for: "export-preset" }, "For"), preset),
    h("div", { class: "field" }, h("label", { for: "export-format" }, "Files"), format),
    h("div", { class: "field" }, h("label", { for: "export-compress" }, "Compress"), h("span", {}, compress, " BC7, BC5, BC4")),
    files,
  ], [{ value: "", title: "Cancel" }, { value: "folder", title: "Into the folder" }, { value: "zip", title: "Download zip", primary: true }]);
  if (!choice) {
    return;
  }

  store.edit("outputs", (document) => {
    document.outputs = { ...document.outputs, preset: preset.value === "maps" ? undefined : preset.value, format: format.value === "png" ? undefined : format.value, compress: compress.checked || undefined };
  });
  try {
    if (choice === "folder") {
      const written = await api.exportToFolder(material.name, record.id, preset.value, format.value, compress.checked);
      tell(`${written.files.length} files in ${written.folder}`);
    } else {
      h("a", { href: api.exportUrl(material.name, record.id, preset.value, format.value, compress.checked, true), download: `${material.name}.zip` }).click();
    }
  } catch (failure) {
    onproblem(failure);
  }
}
