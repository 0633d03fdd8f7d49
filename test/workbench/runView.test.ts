/** Files of rollouts, judgements and evaluations as runs, in the real window. */
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/setup/project.mjs";
import { useWindow } from "./support/window";
import type { Workbench } from "./support/workbench";

const call = (city: string): string =>
  `<tool_call>\n{"name": "weather", "parameters": {"city": "${city}"}}\n</tool_call>`;

/** Sixteen rollouts in four groups; `fault`: the place in its group of the one whose call is malformed. */
const rollouts = (fault: number): string =>
  Array.from({ length: 16 }, (_, i) =>
    JSON.stringify({
      input: `system\nS\nuser\nHow is it in Oslo, step ${i >> 3}, prompt ${i >> 2}?\nassistant\n`,
      output: `<think> I look. </think>\n${i % 4 === fault ? call("Oslo").replace("}}", ",}}") : call(i % 4 === 2 ? "Rome" : "Oslo")}`,
      gts: `<think> I look. </think>\n${call("Oslo")}`,
      score: 1,
      step: i >> 3,
      uid: `q${i >> 2}`,
    }),
  ).join("\n");

const page = ({ page }: Workbench) => page.frameLocator("iframe.webview.ready").frameLocator("iframe");

async function inExplorer(workbench: Workbench, name: string) {
  await workbench.runCommand("Refresh Explorer");
  return workbench.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
}

describe("the run view", () => {
  const window = useWindow();

  it("opens by the lens above a file, shows its samples, and filters by a bar", async () => {
    const workbench = await window({ "rollouts.jsonl": `${rollouts(3)}\n` });
    await workbench.openFile("rollouts.jsonl");
    await workbench.page.locator(".codelens-decoration a", { hasText: "Open as run · 16 records" }).click();
    const frame = page(workbench);
    await frame.locator(".identity", { hasText: "16 samples · 2 steps" }).waitFor();
    await frame.locator("button.rule", { hasText: "tool-call-json" }).click();
    await frame.locator(".filter .count", { hasText: "4 of 16" }).waitFor();
    await workbench.screenshot("run-view");
  });

  it("shows groups by a key, compares with another file, and hears of its search after that", async () => {
    const workbench = await window({ "one.jsonl": `${rollouts(3)}\n`, "other.jsonl": `${rollouts(9)}\n` });
    const { page: editor, folder } = workbench;
    await workbench.openFile("one.jsonl");
    await workbench.runCommand("Trace Auditor: Open as Run");
    const frame = page(workbench);
    await frame.locator(".identity", { hasText: "16 samples · 2 steps" }).waitFor();
    await frame.locator("#tab-samples").press("3");
    await frame.locator(".sides .head").first().waitFor();
    await frame.locator("#group-1").click();
    await frame.locator(".onehead h2", { hasText: "prompt 1" }).waitFor();
    await workbench.screenshot("run-view-groups");

    await frame.locator("#tab-compare").click();
    await frame.locator("button", { hasText: "Choose a Run…" }).click();
    const path = editor.locator(".quick-input-widget input[type=text]");
    await expect.poll(() => path.inputValue()).toContain(folder);
    await path.fill(join(folder, "other.jsonl"));
    await editor.locator(".quick-input-list .monaco-list-row", { hasText: "other.jsonl" }).waitFor();
    await editor.locator(".quick-input-widget .monaco-button", { hasText: "Compare" }).click();
    await frame.locator(".factline", { hasText: "other.jsonl 16" }).waitFor();
    await frame.locator(".factline", { hasText: "paired by prompt: 4" }).waitFor();
    await workbench.screenshot("run-view-compare");

    await frame.locator("#tab-samples").click();
    await frame.locator(".filter input").fill("text:rome");
    await frame.locator(".filter input").press("Enter");
    await frame.locator(".filter .count", { hasText: "4 of 16" }).waitFor();
    await workbench.screenshot("run-view-search");
  });

  it("opens a Parquet table from the Explorer's menu", async () => {
    const workbench = await window({ "tables.txt": "Tables." });
    const { page: editor, folder } = workbench;
    copyFileSync(join(root, "test/fixtures/containers/trl.parquet"), join(folder, "trl.parquet"));
    await (await inExplorer(workbench, "trl.parquet")).click({ button: "right" });
    // With a key: a menu of VS Code takes no click in its first tenth of a second.
    const item = editor.locator(".context-view .action-item", { hasText: "Open as Run" });
    await item.hover();
    await item.and(editor.locator(".focused")).waitFor();
    await editor.keyboard.press("Enter");
    await page(workbench).locator(".identity", { hasText: "TRL completions" }).waitFor();
    await workbench.screenshot("run-view-parquet");
  });

  const log = join(root, "../shared/files/inspect-eval/graded-two-epochs.eval");
  it.skipIf(!existsSync(log))(
    "opens a log of Inspect by a click (skipped where ../shared/files is missing)",
    async () => {
      const workbench = await window({ "logs.txt": "Logs." });
      copyFileSync(log, join(workbench.folder, "graded.eval"));
      await (await inExplorer(workbench, "graded.eval")).click();
      await page(workbench).locator(".sentence", { hasText: "None of the 6 samples was checked" }).waitFor();
      await page(workbench).locator(".headline", { hasText: "right" }).waitFor();
      await workbench.screenshot("run-view-eval");
    },
  );

  const judgements = join(root, "../shared/data/rm-r1/judgements.jsonl");
  it.skipIf(!existsSync(judgements))("begins with the judges (skipped where ../shared/data is missing)", async () => {
    const workbench = await window();
    copyFileSync(judgements, join(workbench.folder, "judgements.jsonl"));
    await workbench.openFile("judgements.jsonl");
    await workbench.runCommand("Trace Auditor: Open as Run");
    const frame = page(workbench);
    await frame.locator('#tab-judges[aria-selected="true"]').waitFor();
    await frame.locator(".quoterows .vline").first().waitFor();
    await workbench.screenshot("run-view-judges");
  });
});
