/** The walkthrough as a newcomer walks it: every button leads somewhere, from an example to a fixed trace. */
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

describe("the walkthrough", () => {
  const window = useWindow();

  async function openWalkthrough(): Promise<Workbench> {
    const bench = await window();
    await bench.page.setViewportSize({ width: 1500, height: 900 });
    await bench.runCommand("Trace Auditor: Get Started");
    await bench.page.locator(stepRow).first().waitFor();
    return bench;
  }

  it("leads from an example to a fixed trace, step by step", async () => {
    const bench = await openWalkthrough();
    const { page } = bench;
    const press = async (step: string, button: string): Promise<void> => {
      await page.locator(stepRow, { hasText: step }).click();
      await page.locator(".step-description-container").getByText(button, { exact: true }).click();
    };

    await press("Open an example", "Open an Example");
    await page.locator(".tab", { hasText: "start-here.trace" }).waitFor();
    await bench.squiggles().first().waitFor();
    expect(await page.locator(".editor-group-container").count()).toBe(2);

    await press("See what is wrong", "Show All Problems");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "unclosed-tag" }).waitFor();

    await press("Fix it", "Fix All Safe Ones");
    await bench.line("twice. </think>").waitFor();
    await expect.poll(() => bench.squiggles().count(), { timeout: 20_000 }).toBe(0);

    await press("Read the reward", "Show the Breakdown");
    await page.locator(".tab", { hasText: "Reward Breakdown" }).waitFor();
    await bench.screenshot("newcomer-fixed");

    await press("Audit a whole run", "Open a Training Step");
    await page.locator(".tab", { hasText: "step-30.jsonl" }).waitFor();
    await press("Audit a whole run", "list its samples");
    await page.locator(".pane-body .monaco-list-row", { hasText: "1 error, 1 warning" }).waitFor();

    await press("Use the command line", "Audit in the Terminal");
    await page.locator(".terminal-wrapper").waitFor();
    await bench.screenshot("newcomer-terminal");
    await expect.poll(() => page.locator(`${stepRow} .complete:not(.hidden)`).count(), { timeout: 20_000 }).toBe(6);
  });

  it.each(allThemes)("has pictures that fit the theme: %s", async (theme) => {
    const bench = await openWalkthrough();
    await bench.setTheme(theme);
    const steps = bench.page.locator(stepRow);
    expect(await steps.count()).toBe(pictures.length);
    for (const [i, words] of pictures.entries()) {
      await steps.nth(i).click();
      const picture = bench.page.frameLocator("iframe.webview").frameLocator("#active-frame").locator("svg");
      await picture.locator("text", { hasText: words }).waitFor();
      expect(await picture.locator("[fill^=var], [stroke^=var]").evaluateAll(missingColours)).toEqual([]);
      await bench.screenshot(`walkthrough-${theme}-${i + 1}`);
    }
  });
});

/** Words in the picture of each step. */
const pictures = [
  "How is the weather",
  "is never closed",
  "Quick Fix",
  "Reward 3 of 4",
  "The user wants",
  "trace-auditor audit",
];

/** A step of the walkthrough, closed or open. */
const stepRow = ".gettingStartedContainer .getting-started-step";

/** What of a page is asked for below. */
interface PageWindow {
  readonly document: { readonly documentElement: unknown };
  getComputedStyle(element: unknown): { getPropertyValue(name: string): string };
}

/** Runs in the page: the variables that the theme does not define. What they paint would be black, or not to be seen. */
function missingColours(elements: readonly { getAttribute(name: string): string | null }[]): string[] {
  const page = globalThis as unknown as PageWindow;
  const defined = page.getComputedStyle(page.document.documentElement);
  const used = elements.flatMap((element) => [element.getAttribute("fill"), element.getAttribute("stroke")]);
  const names = used.flatMap((value) => value?.match(/--[\w-]+/) ?? []);
  return [...new Set(names)].filter((name) => defined.getPropertyValue(name) === "");
}
