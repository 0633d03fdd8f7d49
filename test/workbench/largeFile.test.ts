/** A file that VS Code gives to no extension: its samples are listed, and a record of it is opened, edited and saved. */
import { appendFileSync, closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";

const good = `<think> I look it up. </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const unclosed = good.replace("</think>", "");
const asked = `How is it? ${"It may rain. ".repeat(250)}`;
const line = (i: number): string =>
  `${JSON.stringify({ id: `r${i}`, input: asked, output: i % 3 === 0 ? unclosed : good, gts: good, step: 3 })}\n`;

/** Somewhat more than VS Code takes for a document. */
const records = 17_000;

function writeLarge(path: string, lineOf: (i: number) => string): void {
  const file = openSync(path, "w");
  for (let i = 0; i < records; i += 1000) {
    writeSync(file, Array.from({ length: 1000 }, (_, n) => lineOf(i + n)).join(""));
  }
  closeSync(file);
  expect(statSync(path).size).toBeGreaterThan(50 << 20);
}

describe("a file that is too long for extensions", () => {
  const window = useWindow({ settings: { "files.autoSave": "off" } });

  it("is listed from the disk; a record of it is opened, edited, saved and undone; lines that come are told", async () => {
    const bench = await window({ "readme.txt": "Rollouts." });
    const { page, folder } = bench;
    const path = join(folder, "long.jsonl");
    writeLarge(path, line);
    await bench.runCommand("Refresh Explorer");
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "long.jsonl" });
    await row.waitFor();
    await row.click({ button: "right" });
    const item = page.locator(".context-view .action-item", { hasText: "Open Trace File…" });
    await item.waitFor();
    const clicked = async (): Promise<number> => {
      await item.click({ force: true, timeout: 1000 }).catch(() => undefined);
      return item.count();
    };
    await expect.poll(clicked, { timeout: 20_000, interval: 300 }).toBe(0);
    const pages = page.locator(".pane-body .monaco-list-row", { hasText: "– 200" });
    await pages.waitFor();
    await bench.screenshot("large-file-listed");
    const sample = page.locator(".pane-body .monaco-list-row", { hasText: "4 · r3" }).first();
    // The list is drawn again while the file is read, and a click may meet the row that takes the place of this one.
    const opened = async (): Promise<boolean> => {
      if ((await pages.getAttribute("aria-expanded")) === "false") await pages.locator(".monaco-tl-twistie").click();
      return sample.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
    };
    await expect.poll(opened, { timeout: 30_000 }).toBe(true);
    await sample.click();
    await page.locator(".tab.active", { hasText: "4 · r3.trace" }).waitFor();
    await bench.squiggles().first().waitFor();
    await bench.screenshot("large-file-record");
    const before = readFileSync(path);
    await bench.cursorAtEndOf("I look it up.");
    await bench.type("</think>");
    await page.keyboard.press("Control+s");
    const wanted = before.toString().replace(line(3), line(3).replace("up. \\n", "up. </think>\\n"));
    await expect.poll(() => readFileSync(path, "utf8") === wanted, { timeout: 20_000 }).toBe(true);
    await bench.screenshot("large-file-saved");
    await page.keyboard.press("Control+z");
    await page.locator(".tab.active.dirty").waitFor();
    await page.keyboard.press("Control+s");
    await expect.poll(() => readFileSync(path).equals(before), { timeout: 20_000 }).toBe(true);
    appendFileSync(path, line(records) + line(records + 1));
    await page.locator(".pane-body", { hasText: "The file grew by 2 records." }).first().waitFor();
    await bench.screenshot("large-file-grown");
  });
});

describe("a file that VS Code shows to nobody but the user", () => {
  const window = useWindow({ settings: { "files.autoSave": "off" } });

  it("is offered as a run, once, if its records are known, though nothing else has started the extension", async () => {
    const bench = await window({ "readme.txt": "Rollouts." });
    const { page, folder } = bench;
    writeLarge(join(folder, "weather.jsonl"), (i) => `${JSON.stringify({ station: i, log: asked })}\n`);
    writeLarge(join(folder, "huge.jsonl"), line);
    writeFileSync(join(folder, "packed.jsonl.gz"), gzipSync(Array.from({ length: 40 }, (_, i) => line(i)).join("")));
    await bench.runCommand("Refresh Explorer");
    const click = async (name: string): Promise<void> => {
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).click();
      await page.locator(".tab.active", { hasText: name }).waitFor();
    };
    const offers = page.locator(".notification-list-item", { hasText: "to no extension" });
    // Its records are not known. What is said of the next one comes after what would have been said of it.
    await click("weather.jsonl");
    await click("huge.jsonl");
    const offer = await bench.message("huge.jsonl");
    expect(await offers.count()).toBe(1);
    await bench.screenshot("large-file-offered");
    await offer.getByRole("button", { name: "Open as Run" }).click();
    const run = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
    await run.getByText("17,000").first().waitFor({ timeout: 60_000 });
    await bench.screenshot("large-file-run");
    await click("weather.jsonl");
    await click("packed.jsonl.gz");
    await bench.message("packed.jsonl.gz");
    expect(await offers.count()).toBe(1);
  });
});
