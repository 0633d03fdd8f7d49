/** A training dump whose recorded reward an official function explains, in the real editor: what the user of it sees. */
import { expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

/** Every third completion has a line too many between its tags, which costs open-r1's format. */
function dump(): string {
  const records = Array.from({ length: 24 }, (_, i) => {
    const isBroken = i % 3 === 0;
    const completion = `<think>\n${i} and 2 make ${i + 2}.\n</think>\n${isBroken ? "\n" : ""}<answer>\n${i + 2}\n</answer>`;
    return { prompt: `${i} + 2?`, completion, solution: `${i + 2}`, reward: isBroken ? 0 : 1 };
  });
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

const window = useWindow();

const lens = ({ page }: Workbench, text: RegExp): Locator =>
  page.locator(".codelens-decoration a", { hasText: text }).first();

it("is shown in the lens, and explained in the breakdown in plain words", async () => {
  const workbench = await window({ "dump.jsonl": dump() });
  await workbench.openFile("dump.jsonl");
  await workbench.statusItem(/24 samples/).waitFor();
  await lens(workbench, /Reward 0 of 1/).waitFor();
  await workbench.screenshot("recorded-reward-file");
  await lens(workbench, /Reward 0 of 1/).click();
  const view = workbench.page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  await view.locator(".sentence", { hasText: "Reward 0 of 1" }).waitFor();
  await workbench.screenshot("recorded-reward");
  await expect.poll(() => view.locator("body").innerText()).toContain("must be followed by one newline; here are two");
});

/** TRL's table: parts of a reward, no total. */
function columns(): string {
  const records = Array.from({ length: 24 }, (_, i) => {
    const isBroken = i % 3 === 0;
    const completion = `<think>\n${i} and 2 make ${i + 2}.\n</think>\n${isBroken ? "\n" : ""}<answer>\n${i + 2}\n</answer>`;
    const paid = { accuracy_reward: 1, format_reward: isBroken ? 0 : 1 };
    return { step: 1, prompt: `${i} + 2?`, completion, solution: `${i + 2}`, ...paid, advantage: 0.1 };
  });
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

it("is explained part by part where no total is recorded", async () => {
  const workbench = await window({ "columns.jsonl": columns() });
  await workbench.openFile("columns.jsonl");
  await workbench.statusItem(/24 samples/).waitFor();
  await lens(workbench, /Recorded accuracy_reward 1 · format_reward 0 · no total/).click();
  const view = workbench.page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  await view.getByRole("row", { name: /^format_reward 0 0 By open-r1\/format/ }).waitFor();
  expect(await view.locator("body").innerText()).toContain("must be followed by one newline; here are two");
  for (const theme of allThemes) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`recorded-parts-${theme}`);
  }
});
