/** The reward in the real editor: lens, hint, diagnostic and chart, and all of them after a value is changed. */
import { describe, expect, it } from "vitest";
import type { FrameLocator, Locator } from "playwright-core";
import { rewardedSample } from "../support/rewardedSample";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

const trace = `${rewardedSample}@sample id=berlin profile=toolrl
@completion
<think>I look it up.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Bonn"}}
</tool_call>
@ground_truth
<think>I look it up.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Berlin"}}
</tool_call>
`;

const answer =
  '<think> I look. </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>';
const dump = `${JSON.stringify({ input: "Weather in Oslo?", output: answer, gts: answer, score: 4, step: 3 })}\n`;

describe("the reward in the real editor", () => {
  const window = useWindow();

  async function open(file: string): Promise<Workbench> {
    const bench = await window({ [file]: trace });
    await bench.openFile(file);
    return bench;
  }
  const lens = ({ page }: Workbench, text: RegExp): Locator =>
    page.locator(".codelens-decoration a", { hasText: text }).first();
  /** Hints are drawn with spaces that do not break. */
  const hint = ({ page }: Workbench, text: RegExp): Locator =>
    page.locator(".editor-instance .view-line span", { hasText: text }).first();
  const chart = ({ page }: Workbench): FrameLocator =>
    page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");

  it("lens, hint, diagnostic and chart follow a changed value", async () => {
    const workbench = await open("changed.trace");
    await lens(workbench, /Reward 2\.5 of 4 · format 1\/1/).waitFor();
    await hint(workbench, /−1\.5\sof\s1\.5/).waitFor();
    await workbench.squiggles("warning").nth(1).waitFor();
    const warnings = await workbench.squiggles("warning").count();

    await lens(workbench, /Reward 2\.5 of 4/).click();
    const view = chart(workbench);
    await view.locator(".sentence", { hasText: "Reward 2.5 of 4" }).waitFor();
    expect(await view.locator("canvas").count()).toBe(2);
    for (const theme of allThemes) {
      await workbench.setTheme(theme);
      await view.locator(".sentence").waitFor();
      await workbench.screenshot(`reward-${theme}`);
    }

    // A press on the value leads to it in the editor, where it is selected and written over.
    await view.locator("table.comparison button", { hasText: "Bergen" }).click();
    await workbench.statusItem(/\(8 selected\)/).waitFor();
    await workbench.page.locator(".editor-instance .monaco-editor.focused").first().waitFor();
    await workbench.page.keyboard.press("Backspace");
    await workbench.type('"Oslo"');
    await lens(workbench, /Reward 4 of 4 · format 1\/1 · correctness 3\/3/).waitFor();
    await view.locator(".sentence", { hasText: "Reward 4 of 4" }).waitFor();
    // The first sample's warning is gone; the second has one of its own.
    await expect.poll(() => workbench.squiggles("warning").count(), { timeout: 20_000 }).toBe(warnings - 1);
    await workbench.screenshot("reward-fixed");

    // The chart follows the cursor into the next sample.
    await workbench.cursorAtEndOf("@sample id=berlin");
    await view.locator("h1", { hasText: "berlin" }).waitFor();
  });

  it("follows in the chart into a file of records, which is known to be one only once it was looked into", async () => {
    const workbench = await window({ "before.trace": trace, "dump.jsonl": dump });
    await workbench.openFile("before.trace");
    await lens(workbench, /Reward 2\.5 of 4/).click();
    const view = chart(workbench);
    await view.locator(".sentence", { hasText: "Reward 2.5 of 4" }).waitFor();
    await workbench.line("@completion").first().click();
    await workbench.openFile("dump.jsonl");
    await view.locator(".sentence", { hasText: "Reward 4 of 4" }).waitFor();
  });

  it("shows the reward under another variant, until the profile's own is picked again", async () => {
    const workbench = await open("variant.trace");
    await lens(workbench, /default ▾/).click();
    const row = (text: string): Locator =>
      workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
    await workbench.page.locator(".quick-input-widget input[type=text]").fill("coarse");
    await row("coarse").first().click();
    await lens(workbench, /Reward −2 of 4/).waitFor();
    await lens(workbench, /coarse, step 0 \(your choice\) ▾/).click();
    await row("The profile's own").first().click();
    await lens(workbench, /Reward 2\.5 of 4/).waitFor();
  });

  it("shows what an official function pays, until the file's own is taken again", async () => {
    const workbench = await open("tried.trace");
    await lens(workbench, /Reward 2\.5 of 4/).waitFor();
    await workbench.runCommand("Trace Auditor: Try Another Reward…");
    const row = (text: string): Locator =>
      workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: text });
    await workbench.page.locator(".quick-input-widget input[type=text]").fill("open-r1/format");
    await row("open-r1/format").first().click();
    await lens(workbench, /Reward 0 of 1 · open-r1\/format 0\/1/).waitFor();
    await lens(workbench, /open-r1\/format \(tried\) ▾/).click();
    await row("The file's own").first().click();
    await lens(workbench, /Reward 2\.5 of 4/).waitFor();
  });
});
