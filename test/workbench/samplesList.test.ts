/** The list of samples beside the editor: what it says of the file, and how the two follow each other. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

describe("the list of samples", () => {
  const window = useWindow({ copyOf: "examples/rollouts" });

  const rows = ({ page }: Workbench): Locator => page.locator(".pane-body .monaco-list-row");
  const heading = ({ page }: Workbench): Locator => page.locator(".tree-explorer-viewlet-tree-view .message");
  const tab = ({ page }: Workbench, words: string): Locator =>
    page.locator(".editor-group-container.active .tab.active", { hasText: words });

  async function openList(): Promise<Workbench> {
    const bench = await window();
    await bench.page.setViewportSize({ width: 1400, height: 850 });
    await bench.openFile("step-30.jsonl");
    const icon = bench.page.locator(".activitybar .action-item", {
      has: bench.page.locator("[aria-label^='Trace Auditor']"),
    });
    if ((await icon.and(bench.page.locator(".checked")).count()) === 0) await icon.click();
    await rows(bench).filter({ hasText: /^1/ }).first().waitFor();
    return bench;
  }

  async function filter({ page }: Workbench, choice: string): Promise<void> {
    const row = page.locator(".quick-input-list .monaco-list-row", { hasText: choice }).first();
    await row.click();
    await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
  }

  it("says the mean reward, what cost most, and each sample's reward", async () => {
    const bench = await openList();
    await heading(bench)
      .filter({ hasText: /Mean reward 0\.625 · lost most by tool-call-json −0\.75, / })
      .waitFor();
    expect(await rows(bench).first().innerText()).toMatch(/ of 4/);
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.screenshot(`samples-list-${theme}`);
    }
  });

  it("is followed by Next Record, and follows the editor", async () => {
    const bench = await openList();
    await bench.runCommand("Trace Auditor: Filter Samples");
    await filter(bench, "Reward below the best");
    await heading(bench).filter({ hasText: "reward below the best" }).waitFor();
    await expect.poll(() => rows(bench).count(), { timeout: 20_000 }).toBe(5);
    await rows(bench).first().click();
    await tab(bench, "step-30 #2.trace").waitFor();
    await bench.line("@completion").first().click();
    await bench.page.keyboard.press("Alt+PageDown");
    await tab(bench, "step-30 #3.trace").waitFor();
    await bench.page.keyboard.press("Alt+PageDown");
    await tab(bench, "step-30 #4.trace").waitFor();
    await bench.page.keyboard.press("Alt+PageDown");
    // The fifth is not listed.
    await tab(bench, "step-30 #6.trace").waitFor();
    await rows(bench).and(bench.page.locator(".selected")).filter({ hasText: "−3 of 4" }).waitFor();
    await bench.screenshot("samples-list-follows");
    await bench.runCommand("Trace Auditor: Show All Samples");
    await expect.poll(() => rows(bench).count(), { timeout: 20_000 }).not.toBe(5);
  });

  it("says what all safe fixes did, and takes them back", async () => {
    const bench = await openList();
    const file = join(bench.folder, "step-30.jsonl");
    const before = readFileSync(file, "utf8");
    await bench.line("output").first().click();
    await bench.runCommand("Trace Auditor: Fix All That Is Safe in This File");
    const said = await bench.message(/Fixed \d+ findings?: .*The mean reward goes from .* Nothing is saved yet\./);
    await bench.screenshot("samples-list-fixed");
    await bench.page.locator(".editor-group-container.active .tab.active.dirty").waitFor();
    expect(readFileSync(file, "utf8")).toBe(before);
    await said.locator(".monaco-button", { hasText: "Undo" }).click();
    await bench.page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
  });
});
