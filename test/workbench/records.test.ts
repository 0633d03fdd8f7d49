/** The files people have: a rollout dump is opened, a faulty sample found in the list, read as a trace, and the next one. */
import { describe, expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

describe("a rollout dump in the real editor", () => {
  const window = useWindow({ copyOf: "examples/rollouts", files: { "package.json": "{}" } });

  /** A row of the samples view. */
  function row(of: Workbench, text: string | RegExp): Locator {
    return of.page.locator(".pane-body .monaco-list-row", { hasText: text });
  }

  async function openDump(): Promise<Workbench> {
    const bench = await window();
    await bench.openFile("step-30.jsonl");
    await bench.statusItem(/8 samples/).waitFor();
    await showSamples(bench);
    await row(bench, /^1/).first().waitFor();
    return bench;
  }

  async function showSamples({ page }: Workbench): Promise<void> {
    const icon = page.locator(".activitybar .action-item", { has: page.locator("[aria-label^='Trace Auditor']") });
    // A press on the view that is open would hide it.
    if ((await icon.and(page.locator(".checked")).count()) === 0) await icon.click();
  }

  it("lists its samples; a faulty one is read as a trace, and the next one by key", async () => {
    const bench = await openDump();
    const { page } = bench;
    await bench.screenshot("records-samples");

    // The second record forgets to close <think>.
    const faulty = row(bench, /2.*error/).first();
    await faulty.click();
    const tab = page.locator(".editor-group-container.active .tab.active");
    await tab.filter({ hasText: "2.trace" }).waitFor();
    await bench.line("<think> The user wants departures").first().waitFor();
    await bench.squiggles().first().waitFor();
    await bench.screenshot("records-as-trace");

    await bench.line("@completion").first().click();
    await page.keyboard.press("Alt+PageDown");
    await tab.filter({ hasText: "3.trace" }).waitFor();
    await bench.line("<think> I look the trips up.").first().waitFor();
    await bench.line("@completion").first().click();
    await page.keyboard.press("Alt+PageUp");
    await tab.filter({ hasText: "2.trace" }).waitFor();
    expect(await page.locator(".editor-group-container .tab").count()).toBeLessThanOrEqual(2);
  });

  it("opens a record from the lens above its line, and shows the list in every kind of theme", async () => {
    const bench = await openDump();
    const { page } = bench;
    const lens = page.locator(".editor-instance .codelens-decoration a", { hasText: "Open as trace · 4" });
    await lens.waitFor();
    await row(bench, /^4/).first().locator(".monaco-tl-twistie").click();
    await row(bench, "unknown-tool").first().waitFor();
    for (const theme of allThemes) {
      await bench.setTheme(theme);
      await bench.squiggles().first().waitFor();
      await bench.screenshot(`records-${theme}`);
    }
    await lens.click();
    await page.locator(".editor-group-container.active .tab.active", { hasText: "4.trace" }).waitFor();
    await bench.line("list_trip").first().waitFor();
    await bench.screenshot("records-from-lens");
  });

  it("filters the list by rule and says so", async () => {
    const bench = await openDump();
    const { page } = bench;
    await bench.runCommand("Trace Auditor: Filter Samples");
    const choice = page.locator(".quick-input-list .monaco-list-row", { hasText: "unknown-tool" });
    await choice.waitFor();
    await bench.screenshot("records-filter");
    await choice.click();
    await page.locator(".quick-input-count", { hasText: "1 Selected" }).waitFor();
    await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
    await page
      .locator(".tree-explorer-viewlet-tree-view .message", { hasText: "1 of 8 samples: unknown-tool" })
      .waitFor();
    expect(await row(bench, /error|warning/).count()).toBe(1);
    await bench.screenshot("records-filtered");
  });

  it("audits the whole workspace into the Problems panel", async () => {
    const bench = await window();
    await bench.runCommand("Trace Auditor: Audit All Trace Files in the Workspace");
    await bench.message("3 files with");
    await bench.screenshot("records-workspace-message");
    const problems = (await bench.problems()).join("\n");
    // The panel draws the rows in view only.
    expect(problems).toContain("judge-log.json");
    expect(problems).not.toContain("package.json");
    await bench.screenshot("records-workspace");
  });
});
