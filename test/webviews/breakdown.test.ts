/** The breakdown in a plain browser page: what it shows, where its bars lead, and whether everyone can use it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";
import { root } from "../../scripts/setup/project.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";
import { serveWebviewPage } from "../../scripts/webviews/page.mjs";

let server: Awaited<ReturnType<typeof serveWebviewPage>>;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  server = await serveWebviewPage("breakdown");
  browser = await chromium.launch({ executablePath: await ensureBrowser(), args: headlessArguments });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
afterEach(async () => {
  await page.close();
  // What the content security policy refuses is told on the console, too.
  expect(errors.splice(0)).toEqual([]);
});

async function open(theme = "light", width = 1280): Promise<void> {
  page = await browser.newPage({ viewport: { width, height: 1000 } });
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${server.url}?theme=${theme}`);
  await page.locator(".sentence").waitFor();
}

/** Puts the cursor behind the words in the text field. */
async function cursorBehind(words: string): Promise<void> {
  await page.locator("textarea").evaluate((field, wanted) => {
    const area = field as unknown as { value: string; focus(): void; setSelectionRange(a: number, b: number): void };
    const at = area.value.indexOf(wanted) + wanted.length;
    area.focus();
    area.setSelectionRange(at, at);
  }, words);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
}
const selected = (): Promise<string> =>
  page.locator("textarea").evaluate((field) => {
    const area = field as unknown as { value: string; selectionStart: number; selectionEnd: number };
    return area.value.slice(area.selectionStart, area.selectionEnd);
  });
const sentence = (): Promise<string> => page.locator(".sentence").innerText();

/** What is asked of a column's head in the page. */
interface Head {
  readonly textContent: string;
  readonly ownerDocument: {
    createRange(): { selectNodeContents(node: unknown): void; getClientRects(): { readonly length: number } };
  };
}

describe("the breakdown's page", () => {
  it("shows the reward, its charts with a table each, and both sides of every value", async () => {
    await open();
    expect(await sentence()).toMatch(/^Reward .* of 4 · format 1\/1 · correctness .*1 of 2 calls matched$/);
    expect(await page.locator("canvas").count()).toBe(3);
    expect(await page.locator("table.numbers").count()).toBe(3);
    const city = page.locator("table.comparison tr", { hasText: "city" });
    expect((await city.innerText()).replace(/\s+/g, " ")).toContain('different "Bergen" "Oslo"');
  });

  it("shows what a team's own scorer says, and how it differs", async () => {
    await open();
    const section = page.locator('section[aria-label="The team\'s scorer"]');
    const rows = await section.locator("tbody tr").allInnerTexts();
    expect(rows.map((row) => row.replace(/\s+/g, " "))).toEqual([
      "Score 0.4",
      "acc 0",
      "tool_recall 0.5",
      "length_penalty −0.1",
      expect.stringMatching(/^Computed reward \d/),
    ]);
    expect(await section.locator(".summary").innerText()).toMatch(/^The scorer gives 0\.4, the computed reward is /);
    await cursorBehind("Which answer");
    await section.locator(".failure", { hasText: "No gold answer for the category Chat." }).waitFor();
    expect(await section.locator("canvas").count()).toBe(0);
  });

  it("leads to the text, from a row by key and from a bar", async () => {
    await open();
    const value = page.locator("table.comparison button", { hasText: "Bergen" });
    await value.focus();
    await page.keyboard.press("Enter");
    await expect.poll(selected).toBe('"Bergen"');
    const canvas = page.locator("section[aria-label='Calls and parameters'] canvas");
    const box = await canvas.boundingBox();
    // The second of its rows is the first call.
    const rows = await page.locator("#table-calls tbody tr").count();
    await canvas.click({ position: { x: box!.width / 2, y: ((box!.height - 30) / rows) * 1.5 } });
    await expect.poll(selected).toContain('{"name": "weather", "parameters": {"city": "Bergen"');
  });

  it("follows an edit, and the cursor from sample to sample", async () => {
    await open();
    const before = await sentence();
    await cursorBehind('"city": "Bergen');
    for (let i = 0; i < 6; i++) await page.keyboard.press("Backspace");
    await page.keyboard.type("Oslo");
    await expect.poll(sentence).not.toBe(before);
    expect(await page.locator("table.comparison tr", { hasText: "city" }).innerText()).toContain("equal");
    await cursorBehind("Which answer");
    await expect.poll(sentence).toMatch(/^Verdict A · gold B · reward −1 · readings differ/);
    expect(await page.locator("section[aria-label='Readings of the verdict'] tbody tr").count()).toBe(4);
    await cursorBehind("@sample id=bare");
    await page.getByText("nothing to compare its trace with").waitFor();
  });

  it("breaks no word of a column's head in a narrow panel", async () => {
    await open("light", 560);
    const heads = await page.locator("thead th").evaluateAll((all) =>
      (all as unknown as readonly Head[]).map((head) => {
        const range = head.ownerDocument.createRange();
        range.selectNodeContents(head);
        return { words: head.textContent.split(" ").length, lines: range.getClientRects().length };
      }),
    );
    expect(heads.length).toBeGreaterThan(5);
    for (const { words, lines } of heads) expect(lines).toBeLessThanOrEqual(words);
  });

  it("shows words of the trace as words", async () => {
    await open();
    await cursorBehind('"city": "');
    await page.keyboard.insertText("<img src=x onerror=alert(1)>");
    await page.locator("code", { hasText: "<img src=x" }).first().waitFor();
    expect(await page.locator("img").count()).toBe(0);
  });

  for (const theme of ["light", "dark", "contrast"]) {
    it(`passes axe in ${theme}`, async () => {
      await open(theme);
      mkdirSync(join(root, "test-results"), { recursive: true });
      for (const [kind, words] of Object.entries({ calls: "Weather in", judge: "Which answer" })) {
        await cursorBehind(words);
        await page.locator("h1", { hasText: kind === "calls" ? "bergen" : "judge" }).waitFor();
        await page.evaluate(axe.source);
        const violations = await page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)))`,
        );
        expect(violations).toEqual([]);
        await page.screenshot({ path: join(root, "test-results", `breakdown-${kind}-${theme}.png`), fullPage: true });
      }
    });
  }
});
