// Drives the studio's page as a designer would: node studio.mjs ENTRY-ADDRESS CHROMIUM FOLDER-FOR-SCREENSHOTS
// Prints one "name: value" line for each figure; any step that does not happen ends with an error and code 1.
import assert from "node:assert/strict";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [entry, executablePath, shots] = process.argv.slice(2);
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 400, height: 860 };
const PROMPT = "mossy red brick wall";

await mkdir(shots, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"],
});
const context = await browser.newContext({ viewport: WIDE, colorScheme: "dark", acceptDownloads: true });
const origin = new URL(entry).origin;
const foreign = [];
const complaints = [];

const page = await open();
try {
  await firstMaterial();
  await seedAndFavourite();
  await views();
  await variants();
  await exportZip();
  await reload();
  await latency();
  await narrow();
  await names(page);
  await twoTabs();
  assert.deepEqual(foreign, [], "requests that leave the studio");
  assert.deepEqual(complaints, [], "errors in the console");
} catch (failure) {
  await page.screenshot({ path: join(shots, "failure.png") }).catch(() => {});
  throw failure;
} finally {
  await browser.close();
}

async function open() {
  const opened = await context.newPage();
  opened.setDefaultTimeout(60_000);
  opened.on("request", (request) => /^(blob|data):/.test(request.url()) || request.url().startsWith(origin) || foreign.push(request.url()));
  opened.on("console", (message) => message.type() === "error" && !/409/.test(message.text()) && complaints.push(message.text()));
  opened.on("pageerror", (error) => complaints.push(String(error)));
  await opened.goto(entry);
  await opened.locator(".library h1").waitFor();
  assert.equal(new URL(opened.url()).search, "", "the token leaves the address");
  return opened;
}

async function firstMaterial() {
  await page.keyboard.press("n");
  await page.locator(".material[aria-current]").waitFor();
  await page.locator("#prompt").fill("mossy red brik wall");
  await page.getByRole("button", { name: "brick", exact: true }).click();
  await page.waitForFunction((prompt) => document.querySelector("#prompt").value === prompt, PROMPT);
  await weights();
  await page.locator(".tokens", { hasText: "4 / 75" }).waitFor();

  await page.evaluate(() => {
    const preview = document.querySelector(".preview");
    window.firstPreview = new Promise((resolve) => preview.addEventListener("load", () => resolve(preview.naturalWidth), { once: true }));
  });
  const started = Date.now();
  await page.keyboard.press("Control+Enter");
  assert.ok((await page.evaluate(() => window.firstPreview)) > 0);
  console.log(`first preview: ${Date.now() - started} ms after Ctrl+Enter`);
  await shown();
  console.log(`first material: ${Date.now() - started} ms after Ctrl+Enter, the model's load included`);
}

async function weights() {
  await page.locator("#prompt").evaluate((area) => area.setSelectionRange(8, 8));
  await page.locator("#prompt").press("Control+ArrowUp");
  await page.locator("#prompt").press("Control+ArrowUp");
  assert.equal(await page.locator("#prompt").inputValue(), "mossy (red:1.2) brick wall");
  await page.locator("#prompt").press("Control+ArrowDown");
  await page.locator("#prompt").press("Control+ArrowDown");
  assert.equal(await page.locator("#prompt").inputValue(), PROMPT);
}

/** Waits until the selected picture's maps are on the body. */
async function shown() {
  await page.waitForFunction(() => {
    const shown = document.querySelector(".viewport").dataset.shown;
    return shown && document.querySelector(".frame[aria-selected=true] img")?.src.includes(shown);
  });
}

async function seedAndFavourite() {
  await page.locator("#seed").fill("7");
  await page.locator("#seed").press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.locator("button.frame").nth(1).waitFor();
  await shown();
  await page.locator("#seed").blur();
  await page.keyboard.press("f");
  await page.locator(".frame[aria-selected=true] .star").waitFor();
  await screenshot("material-1280");
}

async function views() {
  await page.getByRole("radio", { name: "Plane" }).click();
  await page.keyboard.press("t");
  await page.keyboard.press("t");
  await screenshot("plane-1280");
  await page.getByRole("radio", { name: "Sphere" }).click();
  await page.keyboard.press("3");
  await page.locator(".map-view:not([hidden]) .seam").waitFor();
  await screenshot("normal-1280");
  await page.keyboard.press("2");
  await page.keyboard.press("s");
  const seam = await page.locator(".facts .seam").textContent();
  assert.match(seam, /^seam \d/);
  await screenshot("seam-1280");
  await page.keyboard.press("s");
  await page.keyboard.press("c");
  await page.locator(".compare:not([hidden])").waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll(".compare img")].every((image) => image.naturalWidth > 0));
  await screenshot("compare-1280");
  await page.keyboard.press("c");
  await paint();
}

async function paint() {
  const before = await page.locator("button.frame").count();
  await page.keyboard.press("b");
  const mask = page.locator(".mask");
  await mask.waitFor();
  const box = await mask.boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5, { steps: 8 });
  await page.mouse.up();
  await screenshot("paint-1280");
  await page.getByRole("button", { name: "Repaint this" }).click();
  await page.locator("button.frame").nth(before).waitFor();
  await page.getByRole("button", { name: "Start from noise again" }).click();
  await page.locator(".drop").waitFor();
  await page.keyboard.press("1");
}

async function variants() {
  const before = await page.locator("button.frame").count();
  await page.keyboard.press("v");
  await page.locator("#variant-seeds").fill("4");
  await page.locator("#variant-guidances").fill("1.5, 3");
  await page.getByRole("button", { name: "Make the grid" }).click();
  await page.locator("button.cell").nth(7).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll(".cell img")].filter((image) => image.naturalWidth > 0).length === 8);
  await screenshot("variants-1280");
  assert.ok((await page.locator("button.frame").count()) > before);
  await page.locator("button.cell").nth(2).dblclick();
  await shown();
  await settings();
}

/** A picture of the history gives its settings back. */
async function settings() {
  await page.locator(".take:not([hidden])").waitFor();
  await page.keyboard.press("u");
  await page.locator("output[for=guidance]", { hasText: "1.5" }).waitFor();
  await page.locator(".take").waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Guidance as the model recommends" }).click();
  await page.getByRole("button", { name: "+ Style" }).click();
  await page.locator("#style-name").fill("weathered");
  await page.locator("#style-prompt").fill("{prompt}, dirty");
  await page.getByRole("button", { name: "Add" }).click();
  await page.locator(".styles .chip", { hasText: "weathered" }).waitFor();
}

async function exportZip() {
  await page.keyboard.press("e");
  await page.locator("#export-preset").selectOption("unity-urp");
  await screenshot("export-1280");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download zip" }).click()]);
  assert.equal(download.suggestedFilename(), "material.zip");
  const { size } = await stat(await download.path());
  assert.ok(size > 10_000, `the zip has ${size} bytes`);
}

async function reload() {
  await page.locator(".saving[data-state=saved]").waitFor();
  const before = await facts();
  assert.equal(before.prompt, PROMPT);
  assert.equal(before.stars, 1);
  await page.reload();
  await page.locator(".material[aria-current]").waitFor();
  await shown();
  assert.deepEqual(await facts(), before);
}

async function facts() {
  return page.evaluate(() => ({
    prompt: document.querySelector("#prompt").value,
    seed: document.querySelector("#seed").value,
    frames: [...document.querySelectorAll("button.frame img")].map((image) => image.getAttribute("src")),
    stars: document.querySelectorAll(".frame .star").length,
  }));
}

/** From a key to the frame that shows what it did. */
async function latency() {
  await page.locator("button.frame").first().focus();
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const measured = [];
    for (let i = 0; i < 8; i++) {
      await frame();
      const before = document.querySelector(".frame[aria-selected=true]").getAttribute("aria-label");
      const start = performance.now();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowLeft" : "ArrowRight", bubbles: true }));
      while (document.querySelector(".frame[aria-selected=true]").getAttribute("aria-label") === before) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }

      measured.push(performance.now() - start);
    }

    const area = document.querySelector("#prompt");
    const typed = [];
    for (let i = 0; i < 8; i++) {
      await frame();
      const start = performance.now();
      area.value = area.value + (i % 2 ? "" : "");
      area.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      typed.push(performance.now() - start);
    }

    const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
    return { walk: median(measured), type: median(typed) };
  });
  console.log(`latency: ${times.walk.toFixed(1)} ms to select the next picture, ${times.type.toFixed(1)} ms to type (medians of 8, to the next frame)`);
  await page.locator(".saving[data-state=saved]").waitFor();
}

async function narrow() {
  await page.setViewportSize(NARROW);
  await shown();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= NARROW.width, `at ${NARROW.width} texels the page is ${width} wide`);
  await screenshot("material-400");
  await page.screenshot({ path: join(shots, "page-400.png"), fullPage: true });
  await page.getByRole("button", { name: "Materials" }).click();
  await page.locator(".material[aria-current]").click();
  await page.setViewportSize(WIDE);
  await page.getByRole("button", { name: "Light or dark" }).click();
  await screenshot("light-1280");
  await page.getByRole("button", { name: "Light or dark" }).click();
}

/** Everything that can be used has a name for those who do not see it. */
async function names(tab) {
  const nameless = await tab.evaluate(() => [...document.querySelectorAll("button, input, select, textarea, [role=img], [role=listbox]")]
    .filter((element) => !(element.getAttribute("aria-label") || element.textContent.trim() || element.labels?.length))
    .map((element) => element.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, [], "elements without a name");
}

async function twoTabs() {
  const second = await open();
  await second.locator(".material[aria-current]").waitFor();
  await second.waitForFunction((prompt) => document.querySelector("#prompt").value === prompt, PROMPT);
  // The first tab types and does not get to save: the second one is faster.
  let held = false;
  await page.route("**/api/materials/material", async (route) => {
    if (route.request().method() === "PUT" && !held) {
      held = true;
      await second.locator("#prompt").fill("blue tiles");
      await second.locator(".saving[data-state=saved]").waitFor();
    }

    await route.continue();
  });
  await page.locator("#prompt").fill("green grass");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /green grass.*blue tiles/s);
  await screenshot("conflict-1280");
  await page.getByRole("button", { name: "Keep both" }).click();
  await page.locator(".materials .name", { hasText: "material (mine)" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#prompt").value === "blue tiles");
  await page.locator(".material", { hasText: "material (mine)" }).click();
  await page.waitForFunction(() => document.querySelector("#prompt").value === "green grass");
  await second.close();
}

async function screenshot(name) {
  // Two frames: what was asked for is drawn in the first and on the screen in the second.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: join(shots, `${name}.png`) });
}
