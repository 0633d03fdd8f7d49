/** A record that is opened as a trace, edited, fixed and saved in the real editor: its line changes, and nothing else. */
import { readFileSync, writeFileSync } from "node:fs";
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
const line = (id: string, output: string): string =>
  JSON.stringify({ id, input: "How is it?", output, gts: good, step: 3 });

/** In a browser VS Code saves by itself unless told not to. */
const settings = { "files.autoSave": "off" };

const content = (outputs: readonly string[]): string =>
  outputs.map((output, i) => `${line("abc".charAt(i), output)}\r\n`).join("");

/** A window with the second of three records opened from its file. */
class OpenedRecord {
  private constructor(
    readonly bench: Workbench,
    private readonly file: string,
  ) {}

  static async open(
    window: ReturnType<typeof useWindow>,
    file: string,
    outputs: readonly string[],
  ): Promise<OpenedRecord> {
    const bench = await window({ [file]: content(outputs) });
    await bench.openFile(file);
    await bench.page.locator(".codelens-decoration a", { hasText: "Open as trace · 2" }).click();
    const record = new OpenedRecord(bench, file);
    await record.tab.filter({ hasText: "2 · b.trace" }).waitFor();
    await bench.line("@completion").first().waitFor();
    return record;
  }

  get tab(): Locator {
    return this.bench.page.locator(".editor-group-container.active .tab.active");
  }

  private get dirty(): Locator {
    return this.tab.and(this.bench.page.locator(".dirty"));
  }

  isDirty(): Promise<void> {
    return this.dirty.waitFor({ state: "attached" });
  }

  isSaved(): Promise<void> {
    return this.dirty.waitFor({ state: "detached" });
  }

  async save(): Promise<void> {
    await this.bench.page.keyboard.press("Control+s");
    await this.isSaved();
  }

  /** The file of records. */
  get onDisk(): string {
    return readFileSync(join(this.bench.folder, this.file), "utf8");
  }

  set onDisk(text: string) {
    writeFileSync(join(this.bench.folder, this.file), text);
  }

  holds(text: string): Promise<void> {
    return expect.poll(() => this.onDisk, patient).toBe(text);
  }
}

describe("an opened record in the real editor", () => {
  const window = useWindow({ settings });

  it("is typed into and saved: its string changes, nothing else; undo and saving brings back the old bytes", async () => {
    const record = await OpenedRecord.open(window, "typed.jsonl", [good, good, unclosed]);
    const { bench } = record;
    const { page } = bench;
    await bench.cursorAtEndOf("I look it up.");
    await bench.type(' "é" \\');
    await record.isDirty();
    await page.keyboard.press("Control+s");
    await record.holds(content([good, good.replace("</think>", '</think> "é" \\'), unclosed]));
    await record.isSaved();
    for (let i = 0; i < 8 && record.onDisk !== content([good, good, unclosed]); i++) {
      await page.keyboard.press("Control+z");
      await record.isDirty();
      await record.save();
    }
    expect(record.onDisk).toBe(content([good, good, unclosed]));
  });

  it("is not saved over what another wrote there: VS Code asks to compare or to overwrite", async () => {
    const record = await OpenedRecord.open(window, "conflict.jsonl", [good, unclosed, unclosed]);
    const { bench } = record;
    const { page } = bench;
    await bench.cursorAtEndOf("I look it up.");
    await bench.type("Mine.");
    await record.isDirty();
    const theirs = content([good, unclosed.replace("I look", "Theirs"), unclosed]) + `${line("d", good)}\r\n`;
    record.onDisk = theirs;
    await page.keyboard.press("Control+s");
    // We tell it where VS Code has not read the file again yet; then its own question comes with the next save.
    const first = await bench.message(/The content of the file is newer|Save again to compare/);
    if ((await first.innerText()).includes("Save again")) await page.keyboard.press("Control+s");
    const told = await bench.message("The content of the file is newer");
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.screenshot(`record-conflict-${theme}`);
    }
    expect(record.onDisk).toBe(theirs);
    await told.locator(".monaco-button", { hasText: "Compare" }).click();
    await page.locator(".diff-editor, .monaco-diff-editor").first().waitFor();
    await page.locator(".monaco-diff-editor .view-line", { hasText: "Theirs" }).first().waitFor();
    await page.keyboard.press("Escape");
    await bench.screenshot("record-conflict-compare");
    await page.locator(".editor-actions .action-label[aria-label*='Use your changes']").click();
    const mine = theirs.replace("Theirs it up. ", "I look it up. Mine.");
    await record.holds(mine);
  });

  it("says what cannot be written back, and keeps it", async () => {
    const record = await OpenedRecord.open(window, "refused.jsonl", [good, good, unclosed]);
    const { bench } = record;
    const { page } = bench;
    await bench.cursorAtEndOf("@prompt");
    await bench.type("\n@user\nAnd tomorrow?");
    await page.keyboard.press("Control+s");
    await bench.squiggles().first().waitFor();
    const told = await bench.message("It has no @user here");
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.screenshot(`record-refused-${theme}`);
    }
    expect(await told.innerText()).toContain("write @@user");
    expect(record.onDisk).toBe(content([good, good, unclosed]));
    await record.isDirty();
  });
});

describe("an opened record that is fixed on save", () => {
  const window = useWindow({
    settings: { ...settings, "editor.codeActionsOnSave": { "source.fixAll.traceAuditor": "explicit" } },
  });

  it("is fixed by a quick fix, undone, fixed by one command, and on save", async () => {
    const record = await OpenedRecord.open(window, "fixed.jsonl", [good, unclosed, unclosed]);
    const { bench } = record;
    const { page } = bench;
    await bench.squiggles().first().waitFor();
    const fix = await bench.quickFixes(bench.squiggles(), "Close </think>: reward 3 → 4");
    await bench.screenshot("record-fixes");
    await fix.click();
    await bench.squiggles().first().waitFor({ state: "detached" });
    expect(record.onDisk).toBe(content([good, unclosed, unclosed]));
    await page.keyboard.press("Control+z");
    await bench.squiggles().first().waitFor();
    await record.isSaved();
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
    await record.holds(asked);
    await record.isSaved();
  });
});
