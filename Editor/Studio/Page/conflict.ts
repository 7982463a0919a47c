// Somebody else saved the same material: both versions side by side, and nothing is lost whichever is chosen.
import { ask, h } from "./dom";
import type { Material, MaterialDocument } from "./types";

export async function askConflict(mine: MaterialDocument, theirs: Material): Promise<"mine" | "theirs" | "both"> {
  const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs.document)])].filter((key) => key !== "history" && key !== "schema");
  const text = (value: unknown) => (value === undefined ? "—" : typeof value === "string" ? value : JSON.stringify(value));
  const rows = keys
    .map((key) => [key, text(mine[key as keyof MaterialDocument]), text(theirs.document[key as keyof MaterialDocument])])
    .filter(([, here, there]) => here !== there)
    .map(([key, here, there]) => h("tr", {}, h("th", { scope: "row" }, key), h("td", {}, here), h("td", {}, there)));
  const choice = await ask(`“${theirs.name}” was changed elsewhere`, [
    h("p", {}, "Another tab or program saved it since you read it. Nothing of either version is lost yet."),
    h("table", { class: "versions" }, h("thead", {}, h("tr", {}, h("th", {}), h("th", { scope: "col" }, "Yours"), h("th", { scope: "col" }, "Theirs"))), h("tbody", {}, ...rows)),
  ], [{ value: "theirs", title: "Take theirs" }, { value: "mine", title: "Keep mine" }, { value: "both", title: "Keep both", primary: true }]);
  // Escape must not lose what was typed.
  return choice === "mine" || choice === "theirs" ? choice : "both";
}
