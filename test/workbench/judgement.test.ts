/** From a judge's quote to its words, by the key that programmers know. */
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";

describe("a judgement in the real editor", () => {
  const window = useWindow({ copyOf: "examples/judge" });

  it("goes from a quote to the response by F12, and tells on hover how nearly it is literal", async () => {
    const workbench = await window();
    await workbench.openFile("quotes.trace");
    const { page } = workbench;
    await workbench.statusItem(/RM-R1.* · 4 samples/).waitFor();

    // Into the altered quote, by the editor's own search; in no response does it stand so.
    await page.keyboard.press("Control+f");
    const find = page.locator(".find-widget textarea").first();
    await find.fill("1913 onwards");
    await find.press("Enter");
    await find.press("Escape");
    await page.keyboard.press("ArrowLeft");
    const quote = workbench.line("1913 onwards").first();
    await quote.waitFor();
    await page.keyboard.press("Control+K");
    await page.keyboard.press("Control+I");
    await page.locator(".monaco-hover:not(.hidden)", { hasText: "not quite the words of the response" }).waitFor();
    await workbench.screenshot("judgement-quote-hover");
    await page.keyboard.press("Escape");

    await page.keyboard.press("F12");
    // Line 40 is response A's sentence in the second sample.
    await workbench.statusItem(/^Ln 40, Col 1\b/).waitFor();
    await workbench.screenshot("judgement-definition");
    expect(await workbench.line("It was built from 1913 on as a compromise").count()).toBeGreaterThan(0);
  });
});
