/** Fixes in the real editor: quick fixes, on save, all of a kind after a preview, and rules switched off. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

/** How long the editor and the server may take, in milliseconds. */
const patient = { timeout: 20_000 };

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;
const sample = (id: string, trace: string): string => `@sample id=${id} profile=toolrl\n@completion\n${trace}\n`;
const dumpLine = (output: string): string => JSON.stringify({ input: "How is it?", output, gts: good, step: 3 });

/** What the editor shows, line ends aside: it draws blanks as others. */
const shown = async ({ page }: Workbench): Promise<string> =>
  (await page.locator(".editor-instance .view-line").allInnerTexts()).join("").replaceAll("\u00a0", " ");
const onDisk = ({ folder }: Workbench, file: string): string => readFileSync(join(folder, file), "utf8");
const anySquiggle = ({ page }: Workbench): Locator => page.locator(".editor-instance [class*='squiggly-']");
const menu = ({ page }: Workbench): Locator => page.locator(".action-widget .monaco-list-row");

/** Opens the menu of fixes at the first finding of the file. */
async function openFixes(bench: Workbench): Promise<void> {
  await anySquiggle(bench).first().waitFor();
  await bench.quickFixes(anySquiggle(bench), "Switch off");
}
async function take(bench: Workbench, title: string | RegExp): Promise<void> {
  await menu(bench).filter({ hasText: title }).first().click();
}
const gone = (bench: Workbench): Promise<void> => bench.squiggles().first().waitFor({ state: "detached" });

describe("fixes in the real editor", () => {
  const window = useWindow();
  async function open(file: string, text: string): Promise<Workbench> {
    const bench = await window({ [file]: text });
    await bench.openFile(file);
    return bench;
  }
  it("a quick fix closes a tag and says what it is worth, and undo opens it again", async () => {
    const bench = await open("close.trace", `${sample("oslo", unclosed)}@ground_truth\n${good}\n`);
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await openFixes(bench);
      await bench.screenshot(`fixes-menu-${theme}`);
      await bench.page.keyboard.press("Escape");
    }
    await openFixes(bench);
    await take(bench, /Close <\/think>: reward 3 → 4/);
    await gone(bench);
    expect((await shown(bench)).split(" </think>")).toHaveLength(3);
    await bench.page.keyboard.press("Control+z");
    await bench.squiggles().first().waitFor();
    expect((await shown(bench)).split(" </think>")).toHaveLength(2);
  });

  it("a JSONL line is fixed in its string alone, and all of a rule in one step that undo takes back", async () => {
    const lines = [unclosed, good, unclosed].map(dumpLine);
    const bench = await open("dump.jsonl", `${lines.join("\n")}\n`);
    const { page } = bench;
    const saved = (...outputs: string[]): Promise<void> =>
      expect.poll(() => onDisk(bench, "dump.jsonl"), patient).toBe(`${outputs.map(dumpLine).join("\n")}\n`);
    await openFixes(bench);
    await bench.screenshot("fixes-jsonl");
    await take(bench, /^Close <\/think>: reward 3 → 4/);
    await page.keyboard.press("Control+s");
    await saved(good, good, unclosed);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+s");
    await saved(unclosed, good, unclosed);
    await openFixes(bench);
    await take(bench, "Fix all unclosed-tag in this file");
    await gone(bench);
    await page.keyboard.press("Control+s");
    await saved(good, good, good);
    await page.keyboard.press("Control+z");
    await bench.squiggles().first().waitFor();
  });

  it("all of a kind that changes what the model said is shown first, and made as far as the user agrees", async () => {
    const tools = '@tools\n[{"name": "weather", "parameters": {"city": {"type": "string"}}}]\n@completion';
    const misnamed = (name: string): string =>
      sample(name, good.replace("weather", name)).replace("@completion", tools);
    const bench = await open("names.trace", ["wether", "weathr", "tomorrow"].map(misnamed).join(""));
    const { page } = bench;
    const preview = page.locator(".bulk-edit-panel");
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await openFixes(bench);
      await bench.screenshot(`fixes-kind-${theme}`);
      await take(bench, "Fix all unknown-tool in this file, after a preview");
      await preview.locator(".monaco-list-row", { hasText: "weathr" }).waitFor();
      await bench.screenshot(`fixes-preview-${theme}`);
      await preview.locator(".monaco-button", { hasText: "Discard" }).click();
      await preview.waitFor({ state: "detached" });
    }
    await bench.message("1 of 3 unknown-tool stays");
    await page.keyboard.press("Escape");
    expect(await shown(bench)).toContain('"wether"');
    await openFixes(bench);
    await take(bench, "Fix all unknown-tool in this file, after a preview");
    // One is agreed to, and the other is not.
    await preview.locator(".monaco-list-row", { hasText: "weathr" }).locator(".edit-checkbox").click();
    await preview.locator(".monaco-button", { hasText: "Apply" }).click();
    await preview.waitFor({ state: "detached" });
    await expect.poll(() => shown(bench), patient).not.toContain('"weathr"');
    expect(await shown(bench)).toContain('"wether"');
  });

  it("a rule is switched off in a sample, which undo takes back", async () => {
    const bench = await open("off-sample.trace", sample("a", unclosed) + sample("b", good));
    await openFixes(bench);
    await take(bench, "Switch off unclosed-tag in this sample");
    await bench.line("off=unclosed-tag").waitFor();
    await bench.screenshot("fixes-off-sample");
    await bench.page.keyboard.press("Control+z");
    await bench.line("off=unclosed-tag").waitFor({ state: "detached" });
  });

  it("a rule is switched off for a file of records in trace-auditor.json, at once, with a way back", async () => {
    const bench = await open("off.jsonl", `${[unclosed, good].map(dumpLine).join("\n")}\n`);
    await openFixes(bench);
    const before = await bench.squiggles().count();
    await take(bench, "Switch off unclosed-tag in off.jsonl (new trace-auditor.json)");
    await expect.poll(() => bench.squiggles().count(), patient).toBe(before - 1);
    const said = await bench.message("unclosed-tag is switched off in off.jsonl: trace-auditor.json says so.");
    await bench.screenshot("fixes-off-file");
    expect(JSON.parse(onDisk(bench, "trace-auditor.json"))).toEqual({
      files: [{ pattern: "./off.jsonl", rules: { "unclosed-tag": "off" } }],
    });
    await said.locator(".monaco-button", { hasText: "Undo" }).click();
    await expect.poll(() => bench.squiggles().count(), patient).toBe(before);
    expect(existsSync(join(bench.folder, "trace-auditor.json"))).toBe(false);
  });

  it("a rule is switched off in the workspace by its settings, with a way back", async () => {
    const bench = await open("off-workspace.trace", sample("a", unclosed));
    await openFixes(bench);
    await take(bench, "Switch off unclosed-tag in this workspace (settings)");
    const settings = (): unknown =>
      (JSON.parse(onDisk(bench, ".vscode/settings.json")) as Record<string, unknown>)["traceAuditor.rules"];
    await expect.poll(settings, patient).toEqual({ "unclosed-tag": "off" });
    const said = await bench.message("the workspace's settings say so (traceAuditor.rules)");
    await said.locator(".monaco-button", { hasText: "Undo" }).click();
    await expect.poll(settings, patient).toBeUndefined();
  });

  it("formats the calls of a document, and of no other text", async () => {
    const loose = good.replaceAll(": ", " :");
    const bench = await open("format.trace", `${sample("a", loose)}@ground_truth\n${loose}\n`);
    await bench.statusItem(/ToolRL/).waitFor();
    await bench.runCommand("Format Document");
    await bench.line('{"name": "weather"').waitFor();
    await bench.page.keyboard.press("Control+s");
    await expect
      .poll(() => onDisk(bench, "format.trace"), patient)
      .toBe(`${sample("a", good)}@ground_truth\n${loose}\n`);
  });
});

describe("fixes on save", () => {
  const window = useWindow({
    settings: {
      "editor.codeActionsOnSave": { "source.fixAll.traceAuditor": "explicit" },
      // In a browser VS Code saves by itself unless told not to: then nothing is left for the explicit save to do.
      "files.autoSave": "off",
    },
  });

  it("fix what is safe to fix, where the user has set it", async () => {
    const bench = await window({ "many.trace": sample("a", unclosed) + sample("b", good) + sample("c", unclosed) });
    await bench.openFile("many.trace");
    await bench.squiggles().first().waitFor();
    await bench.cursorAtEndOf("@sample id=b");
    await bench.type(" step=1");
    await bench.page.keyboard.press("Control+s");
    const wanted = sample("a", good) + sample("b", good).replace("toolrl", "toolrl step=1") + sample("c", good);
    await expect.poll(() => onDisk(bench, "many.trace"), patient).toBe(wanted);
    await gone(bench);
  });
});
