/** A file of rollouts as a run, in the real window. */
import { describe, it } from "vitest";
import { useWindow } from "./support/window";

const call = (city: string): string =>
  `<tool_call>\n{"name": "weather", "parameters": {"city": "${city}"}}\n</tool_call>`;
const rollouts = Array.from({ length: 16 }, (_, i) =>
  JSON.stringify({
    input: `system\nS\nuser\nHow is it in Oslo, step ${i >> 3}?\nassistant\n`,
    output: `<think> I look. </think>\n${i % 4 === 3 ? call("Oslo").replace("}}", ",}}") : call(i % 4 === 2 ? "Rome" : "Oslo")}`,
    gts: `<think> I look. </think>\n${call("Oslo")}`,
    score: 1,
    step: i >> 3,
    uid: `q${i >> 2}`,
  }),
);

describe("the run view", () => {
  const window = useWindow();

  it("opens by the command of a file, shows its samples, and filters by a bar", async () => {
    const workbench = await window({ "rollouts.jsonl": `${rollouts.join("\n")}\n` });
    await workbench.openFile("rollouts.jsonl");
    await workbench.runCommand("Trace Auditor: Open as Run");
    const frame = workbench.page.frameLocator("iframe.webview.ready").frameLocator("iframe");
    await frame.locator(".identity", { hasText: "16 samples · 2 steps" }).waitFor();
    await frame.locator("button.rule", { hasText: "tool-call-json" }).click();
    await frame.locator(".filter .count", { hasText: "4 of 16" }).waitFor();
    await workbench.screenshot("run-view");
  });
});
