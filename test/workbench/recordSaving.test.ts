/** A record that is opened as a trace, edited, fixed and saved in the real editor: its line changes, and nothing else. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { allThemes, Workbench, type WindowOptions } from "./support/workbench";

/** The editor and the server take their time on a busy machine. */
const patient = { timeout: 20_000 };

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;
const line = (id: string, output: string): string =>
  JSON.stringify({ id, input: "How is it?", output, gts: good, step: 3 });

describe("an opened record in the real editor", () => {
  let opened: Workbench | undefined;
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });

  /** Opens the second of three records. */
  async function openRecord(outputs: readonly string[], more: WindowOptions = {}): Promise<Workbench> {
    // In a browser VS Code saves by itself unless told not to.
    const settings = { "files.autoSave": "off", ...more.settings };
    opened = await Workbench.open({ ...more, settings, files: { "dump.jsonl": content(outputs) } });
    const { page } = opened;
    await opened.openFile("dump.jsonl");
    await page.locator(".codelens-decoration a", { hasText: "Open as trace · 2" }).click();
    await tab(opened).filter({ hasText: "2 · b.trace" }).waitFor();
    await opened.line("@completion").first().waitFor();
    return opened;
  }
  const content = (outputs: readonly string[]): string =>
    outputs.map((output, i) => `${line("abc".charAt(i), output)}\r\n`).join("");
  const tab = ({ page }: Workbench): Locator => page.locator(".editor-group-container.active .tab.active");
  const isDirty = (bench: Workbench): Promise<void> =>
    tab(bench).and(bench.page.locator(".dirty")).waitFor({ state: "attached" });
  const isSaved = (bench: Workbench): Promise<void> =>
    tab(bench).and(bench.page.locator(".dirty")).waitFor({ state: "detached" });
  const onDisk = ({ folder }: Workbench): string => readFileSync(join(folder, "dump.jsonl"), "utf8");
  const saved = (bench: Workbench, ...outputs: string[]): Promise<void> =>
    expect.poll(() => onDisk(bench), patient).toBe(content(outputs));
  /** A message, which the test driver of VS Code keeps in their centre, behind the bell. */
  async function message(bench: Workbench, words: string | RegExp): Promise<Locator> {
    await bench.page.locator("[id='status.notifications']").click();
    const found = bench.page.locator(".notification-list-item", { hasText: words });
    await found.waitFor();
    await bench.page.mouse.move(640, 300);
    return found;
  }

  it("is typed into and saved: its string changes, nothing else; undo and saving brings back the old bytes", async () => {
    const bench = await openRecord([good, good, unclosed]);
    const { page } = bench;
    await bench.cursorAtEndOf("I look it up.");
    await bench.type(' "é" \\');
    await isDirty(bench);
    await page.keyboard.press("Control+s");
    await saved(bench, good, good.replace("</think>", '</think> "é" \\'), unclosed);
    await isSaved(bench);
    for (let i = 0; i < 8 && onDisk(bench) !== content([good, good, unclosed]); i++) {
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+s");
      await isSaved(bench);
      await page.waitForTimeout(300);
    }
    expect(onDisk(bench)).toBe(content([good, good, unclosed]));
  });

  it("is fixed from the lightbulb, undone, fixed by one command, and on save", async () => {
    const bench = await openRecord([good, unclosed, unclosed], {
      settings: { "editor.codeActionsOnSave": { "source.fixAll.traceAuditor": "explicit" } },
    });
    const { page } = bench;
    const menu = page.locator(".action-widget .monaco-list-row");
    await bench.squiggles().first().waitFor();
    await bench.line("<think> I look it up.").first().click();
    await page.keyboard.press("Home");
    await page.keyboard.press("Control+.");
    await menu.filter({ hasText: "Close </think>: reward 3 → 4" }).first().waitFor();
    await bench.screenshot("record-lightbulb");
    await menu.filter({ hasText: "Close </think>" }).first().click();
    await bench.squiggles().first().waitFor({ state: "detached" });
    expect(onDisk(bench)).toBe(content([good, unclosed, unclosed]));
    await page.keyboard.press("Control+z");
    await bench.squiggles().first().waitFor();
    await isSaved(bench);
    await bench.runCommand("Fix All");
    await bench.squiggles().first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await bench.squiggles().first().waitFor();
    await bench.cursorAtEndOf("@prompt");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    await bench.type("So: ");
    await page.keyboard.press("Control+s");
    const asked = content([good, good, unclosed]).replace(/(.*\r\n.*)How is it/, "$1So: How is it");
    await expect.poll(() => onDisk(bench), patient).toBe(asked);
    await isSaved(bench);
  });

  it("is not saved over what another wrote there: VS Code asks to compare or to overwrite", async () => {
    const bench = await openRecord([good, unclosed, unclosed]);
    const { page } = bench;
    await bench.cursorAtEndOf("I look it up.");
    await bench.type("Mine.");
    await isDirty(bench);
    const theirs = content([good, unclosed.replace("I look", "Theirs"), unclosed]) + `${line("d", good)}\r\n`;
    writeFileSync(join(bench.folder, "dump.jsonl"), theirs);
    // Told at the first try, or, where the editor has not heard of the change yet, at the second.
    await page.waitForTimeout(2000);
    await page.keyboard.press("Control+s");
    const told = await message(bench, "The content of the file is newer");
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.screenshot(`record-conflict-${theme}`);
    }
    expect(onDisk(bench)).toBe(theirs);
    await told.locator(".monaco-button", { hasText: "Compare" }).click();
    await page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
    await page.locator(".monaco-diff-editor .view-line", { hasText: "Theirs" }).first().waitFor();
    await page.keyboard.press("Escape");
    await bench.screenshot("record-conflict-compare");
    await page.locator(".editor-actions .action-label[aria-label*='Use your changes']").click();
    const mine = theirs.replace("Theirs it up. ", "I look it up. Mine.");
    await expect.poll(() => onDisk(bench), patient).toBe(mine);
  });

  it("says what cannot be written back, and keeps it", async () => {
    const bench = await openRecord([good, good, unclosed]);
    const { page } = bench;
    await bench.cursorAtEndOf("@prompt");
    await bench.type("\n@user\nAnd tomorrow?");
    await page.keyboard.press("Control+s");
    await bench.squiggles().first().waitFor();
    const told = await message(bench, "It has no @user here");
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.screenshot(`record-refused-${theme}`);
    }
    expect(await told.innerText()).toContain("write @@user");
    expect(onDisk(bench)).toBe(content([good, good, unclosed]));
    await isDirty(bench);
  });
});
