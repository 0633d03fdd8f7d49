/** The run view in a plain browser page: what it shows, its keys, and whether everyone can use it. */
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";
import { serveWebviewPage } from "../../scripts/webviews/page.mjs";

let server: Awaited<ReturnType<typeof serveWebviewPage>>;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  server = await serveWebviewPage("run");
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

/** Opens the page and waits until its 160 samples are read. */
async function open(search = "", width = 900, read = "160 samples · 2 steps"): Promise<void> {
  page = await browser.newPage({ viewport: { width, height: 820 } });
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")) errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${server.url}?n=160&${search}`);
  await page.locator(".identity", { hasText: read }).waitFor();
}

const done = (): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { done: string[] }).done);
const row = (place: number) => page.locator(`#row-${place}`);
const count = (): Promise<string> => page.locator(".filter .count").innerText();

describe("the run view", () => {
  it("says first what costs most, and filters by a click on its bar", async () => {
    await open();
    const bar = page.locator("button.rule").first();
    const rule = await bar.getAttribute("data-bar");
    expect(await page.locator(".sentence").innerText()).toContain(`${rule} costs most`);
    await bar.click();
    await expect.poll(() => page.locator(".filter input").inputValue()).toBe(`rule:${rule}`);
    await expect.poll(count).toMatch(/^\d+ of 160$/);
    expect(await page.locator(".sentence").innerText()).toMatch(/^Th(is|ese) /);
    await bar.click();
    await expect.poll(count).toBe("160");
  });

  it("opens the worst sample by one click", async () => {
    await open();
    await page.locator(".figures .link").last().click();
    await page.locator(".detail h2").waitFor();
    await expect.poll(() => page.locator('.th[aria-sort="ascending"]').innerText()).toContain("Reward");
    expect(await row(0).getAttribute("aria-selected")).toBe("true");
    await page.locator(".detail .turn", { hasText: "completion" }).waitFor();
  });

  it("is gone through by keys, and opens the trace beside", async () => {
    await open();
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => row(1).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("End");
    await expect.poll(() => row(159).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    const done = await page.evaluate(() => (globalThis as unknown as { done: string[] }).done);
    expect(done).toEqual(["openBeside 159 false", "openBeside 159 true"]);
  });

  it("offers what is in the run, and takes it by Tab", async () => {
    await open();
    await page.locator(".filter input").pressSequentially("rule:mis");
    await page.locator(".popup .option", { hasText: "rule:misspelled-tag" }).waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(".filter input").inputValue()).toBe("rule:misspelled-tag ");
    await expect.poll(count).toMatch(/^\d+ of 160$/);
  });

  it("says what of a filter cannot be read, and what each term does where nothing is left", async () => {
    await open("filter=step=0 reward<");
    expect(await page.locator("#filter-error").innerText()).toContain("a number after reward<");
    await expect.poll(count).toBe("80 of 160");
    await page.locator(".filter input").fill("step=0 step=5");
    await page.keyboard.press("Enter");
    await page.locator(".message-page tr", { hasText: "step=5" }).getByText("Remove").click();
    await expect.poll(count).toBe("80 of 160");
  });

  it("says what can be written where the cursor is", async () => {
    await open();
    const [input, hint] = [page.locator(".filter input"), page.locator(".filter .hint")];
    await input.pressSequentially("rule:");
    await page.locator(".filter .hint", { hasText: ", any of · * anything" }).waitFor();
    await input.fill("");
    await input.pressSequentially("text:");
    await page.locator(".filter .hint", { hasText: 'text:"a" or text:"b"' }).waitFor();
    expect(await hint.innerText()).not.toContain("*");
    await page.keyboard.press("Enter");
    const error = page.locator("#filter-error");
    await error.waitFor();
    // The message moves nothing, and what lies under it can be clicked.
    const tabs = page.locator("[role=tablist]");
    const before = await tabs.boundingBox();
    await page.locator("[role=tab]", { hasText: "Steps" }).click();
    await page.locator("[role=tab][aria-selected=true]", { hasText: "Steps" }).waitFor();
    await input.fill("");
    await page.keyboard.press("Enter");
    await error.waitFor({ state: "hidden" });
    expect((await tabs.boundingBox())?.y).toBe(before?.y);
  });

  it("never puts a suggestion into another text than that for which it was made", async () => {
    await open();
    const input = page.locator(".filter input");
    await input.pressSequentially("rule:mis");
    await page.locator(".filter .option", { hasText: "misspelled-tag" }).waitFor();
    // In one turn of the page, so that no answer can come between.
    await page.evaluate(`{
      const field = document.querySelector(".filter input");
      field.value = "rule:misspelled-tag";
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    }`);
    const left = await input.inputValue();
    expect(left).toBe("rule:misspelled-tag");
    expect(await page.locator(".filter .popup").isHidden()).toBe(true);
  });

  it("keeps Ctrl+A in the filter to itself: VS Code would select all once more, a moment later", async () => {
    await open("filter=step=0");
    await page.evaluate(`globalThis.seen = []; addEventListener("keydown", ({ key }) => seen.push(key))`);
    await page.locator(".filter input").focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("wrong");
    expect(await page.locator(".filter input").inputValue()).toBe("wrong");
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).not.toContain("a");
  });

  it("draws the steps, with a crosshair that filters", async () => {
    await open();
    await page.locator("#tab-steps").click();
    const plot = page.locator(".canvas").first();
    await plot.focus();
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(".chart .read").first().innerText()).toMatch(/^step 0: mean /);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".filter input").inputValue()).toBe("step=0");
  });

  it("compares two rollouts of a prompt in one click, and others in two", async () => {
    await open();
    await page.locator("#tab-groups").click();
    await page
      .locator(".sides .head", { hasText: "calls and answer" })
      .getByText("first differ at character")
      .waitFor();
    expect(await page.locator(".factline b").innerText()).toMatch(/^\d+ % of 20 groups are dead$/);
    const taken = page.locator('.ab[aria-pressed="true"]');
    expect(await taken.allInnerTexts()).toEqual(expect.arrayContaining(["A", "B"]));
    const free = page.locator('.ab[aria-pressed="false"]').last();
    const name = await free.getAttribute("data-take");
    await free.click();
    await expect.poll(() => page.locator(`[data-take="${name}"]`).getAttribute("aria-pressed")).toBe("true");
    expect(await taken.count()).toBe(2);
    // The estimator changes what stands as advantage.
    const advantages = (): Promise<string[]> => page.locator(".rollout td:nth-child(4)").allInnerTexts();
    const before = await advantages();
    await page.locator(".switch button", { hasText: "RLOO" }).click();
    await expect.poll(advantages).not.toEqual(before);
  });

  it("goes through the groups by keys, and from a row to its group", async () => {
    await open();
    await row(9).click();
    await page.locator(".grid").press("g");
    await page.locator('#tab-groups[aria-selected="true"]').waitFor();
    const pressed = page.locator('.segmented [aria-pressed="true"]');
    await expect.poll(() => pressed.innerText()).toMatch(/^all 20$/);
    await page.locator(".rollout", { hasText: "#10" }).waitFor();
    const list = page.locator(".grouprows");
    const chosen = list.locator('[aria-selected="true"]');
    await list.press("Home");
    await expect.poll(() => chosen.getAttribute("aria-posinset")).toBe("1");
    await list.press("ArrowDown");
    await expect.poll(() => chosen.getAttribute("aria-posinset")).toBe("2");
  });

  it("compares with a part of the run, and with another one, and remembers it", async () => {
    await open();
    await page.locator("#tab-compare").click();
    await page.locator("#part-filter").fill("step=0");
    await page.keyboard.press("Enter");
    await page.locator(".factline", { hasText: "step=0 80" }).waitFor();
    await page.locator(".factline .link", { hasText: "Another…" }).click();
    await page.locator(".runs", { hasText: "rollouts-strict-json/" }).waitFor();
    await page.locator(".factline", { hasText: "paired by prompt" }).waitFor();
    // A click on the bar leaves the prompts that changed like that.
    const lines = page.locator(".promptrows .vline");
    await lines.first().waitFor();
    await page.locator(".stack .better").click();
    await expect
      .poll(() => lines.allInnerTexts())
      .toSatisfy((all: string[]) => all.every((text) => text.includes("▲")));
    await page.locator(".pairpane .head", { hasText: "calls and answer" }).waitFor();
    await page.locator(".pairpane .right .iconbutton").click();
    const done = await page.evaluate(() => (globalThis as unknown as { done: string[] }).done);
    expect(done.at(-1)).toMatch(/^openBeside \d+ false other$/);
    const kept = await page.evaluate(() => {
      const { acquireVsCodeApi: api } = globalThis as unknown as { acquireVsCodeApi: () => { getState(): unknown } };
      return api().getState() as { compared: unknown };
    });
    expect(kept.compared).toEqual([{ filter: "step=0" }, { uris: ["dev:rollouts-strict-json"] }]);
    await page.locator(".factline .link", { hasText: "Remove" }).click();
    await page.locator(".factline", { hasText: "step=0 80" }).waitFor();
  });

  it("begins with the judges in a file of judgements, and lists each quote with the nearest passage", async () => {
    await open("kind=judges", 900, "160 judgements");
    await page.locator('#tab-judges[aria-selected="true"]').waitFor();
    expect(await page.locator(".panel > .sentence").innerText()).toMatch(/^\d+ of \d+ quotes are invented; /);
    const lines = page.locator(".quoterows .vline");
    await lines.first().getByText("nothing near it in").waitFor();
    await page.locator("button.rung", { hasText: "altered" }).click();
    await page.locator(".quoterow", { hasText: /^\d+ quotes#/ }).waitFor();
    await lines.locator("ins").first().waitFor();
    await page.locator(".quoterows").press("ArrowDown");
    await page.locator(".pairpane .turn", { hasText: "response A" }).waitFor();
    await page.locator(".quoterows").press("Enter");
    const done = await page.evaluate(() => (globalThis as unknown as { done: string[] }).done);
    expect(done.at(-1)).toMatch(/^openBeside \d+ false$/);
    await page.locator(".judgefigures .link", { hasText: "no verdict" }).click();
    await expect.poll(() => page.locator(".filter input").inputValue()).toBe("not has:verdict");
  });

  it("marks a row and compares another with it", async () => {
    await open();
    await row(3).click();
    await page.locator(".grid").press("x");
    await expect.poll(() => row(3).getAttribute("class")).toContain("marked");
    await page.locator(".grid").press("ArrowDown");
    await page.locator(".grid").press("c");
    await page.locator(".pairpane .sides h2", { hasText: "#5" }).waitFor();
    await page.locator(".pairpane .head", { hasText: "calls and answer" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => row(4).getAttribute("aria-selected")).toBe("true");
  });

  it("keeps its sample selected in another order", async () => {
    await open();
    await row(9).click();
    const number = await row(9).locator(".td").first().innerText();
    await page.locator(".th button", { hasText: "Reward" }).click();
    await page.locator('.th[aria-sort="ascending"]').waitFor();
    const selected = page.locator('.tr[aria-selected="true"]');
    await page.locator(".grid").press("Enter");
    await expect.poll(async () => (await done()).at(-1)).toBe(`openBeside ${Number(number) - 1} false`);
    expect(await selected.count()).toBeLessThanOrEqual(1);
  });

  it("says what is unknown in a filter, and shows what the rest leaves", async () => {
    await open("filter=step=0 component.corectness=1");
    const error = page.locator("#filter-error");
    await expect.poll(() => error.innerText()).toContain("Did you mean component.correctness?");
    expect(await error.innerText()).toMatch(/^Column 8: /);
    await expect.poll(count).toBe("80 of 160");
  });

  const pages = [
    ["", "160 samples · 2 steps", "samples", ".grid .tr .td"],
    ["", "160 samples · 2 steps", "steps", ".onerule"],
    ["", "160 samples · 2 steps", "groups", ".sides .head"],
    ["", "160 samples · 2 steps", "compare", ".promptrows .vline"],
    ["kind=judges", "160 judgements", "judges", ".quoterows .vline"],
    ["kind=judges", "160 judgements", "samples", ".grid .tr .td"],
  ] as const;

  it.each(pages)("gives every chart and table its tools: %s %s %s", async (search, read, name, ready) => {
    await open(search, 1500, read);
    await page.locator(`#tab-${name}`).click();
    if (name === "compare") await page.locator(".textbutton", { hasText: "Choose a Run…" }).click();
    await page.locator(ready).first().waitFor();
    // Whatever is drawn, or is a table, stands in a figure: the list is made from the page itself. Drawings in a row of a
    // table are part of it, and so are those of one sample.
    const [drawn, without] = await page.evaluate<[number, string[]]>(`(() => {
      const all = [...document.querySelectorAll("#page :is(canvas, svg[role=img], [role=grid], [role=listbox], table)")];
      const shown = all.filter((each) => each.getClientRects().length > 0 && each.closest(".detail, .pairpane") === null);
      const without = shown.filter((each) => each.closest("[data-figure]") === null);
      return [shown.length, without.map((each) => each.outerHTML.slice(0, 120))];
    })()`);
    expect(drawn).toBeGreaterThan(0);
    expect(without).toEqual([]);
    const bars = page.locator('#page [role="toolbar"]');
    const n = await bars.count();
    expect(n).toBeGreaterThan(0);
    for (let i = 0; i < n; i++) {
      const bar = bars.nth(i);
      const title = (await bar.getAttribute("aria-label"))?.replace(/: tools$/, "") ?? "";
      await bar.locator('button[title$="CSV"]').dispatchEvent("click");
      await expect.poll(async () => (await done()).at(-1)).toContain(`${title}: `);
      const csv = (await done()).at(-1)?.split(`${title}: `)[1]?.split("\r\n") ?? [];
      expect([title, csv.length > 2, /^[^,]+(?:,|$)/.test(csv[0] ?? "")]).toEqual([title, true, true]);
      await bar.locator('button[title$="PNG"]').dispatchEvent("click");
      // The first bytes of every PNG.
      await expect.poll(async () => (await done()).at(-1)).toMatch(/^save png .*: iVBORw0KGgo/);
      const asTable = bar.locator('button[title$="as a table"]');
      if ((await asTable.count()) === 0) continue;
      await asTable.dispatchEvent("click");
      const table = page.locator(`[data-figure="${title}"] .figuredata`);
      await table.locator("tbody tr").first().waitFor();
      expect(await table.getAttribute("aria-label")).toMatch(/: table$/);
      await asTable.dispatchEvent("click");
      await expect.poll(() => table.count()).toBe(0);
    }
  });

  it.each(["samples", "steps", "groups", "compare"])("stays usable in a narrow side panel: %s", async (name) => {
    await open("", 480);
    await page.locator(`#tab-${name}`).click();
    if (name === "compare") {
      await page.locator(".textbutton", { hasText: "Choose a Run…" }).click();
      await page.locator(".promptrows .vline").first().waitFor();
    } else if (name === "steps") await page.locator(".onerule").first().waitFor();
    // Nothing stands out of the page, and what lists hold is seen.
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(wide).toBeLessThanOrEqual(480);
    const shown = await page.evaluate<number[]>(`
      [...document.querySelectorAll("#page :is(.grid, .virtual, .panel.scroll)")]
        .map((each) => each.clientHeight)
        .filter((height) => height > 0)
    `);
    expect(shown.length).toBeGreaterThan(0);
    expect(Math.min(...shown)).toBeGreaterThan(100);
  });

  it.each(["light", "dark", "hc-dark", "hc-light"])("can be used by everyone, with judges: %s", async (theme) => {
    await open(`kind=judges&theme=${theme}`, 900, "160 judgements");
    await page.locator(".quoterows .vline").first().click();
    await page.locator(".pairpane .turn").first().waitFor();
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual([]);
  });

  it.each(["light", "dark", "hc-dark", "hc-light"])("can be used by everyone: %s", async (theme) => {
    await open(`theme=${theme}`);
    await row(9).click();
    await page.locator(".detail .turn").first().waitFor();
    await page.evaluate(axe.source);
    const check = async (): Promise<unknown[]> => {
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)]);
    };
    expect(await check()).toEqual([]);
    await page.locator("#tab-steps").click();
    await page.locator(".onerule").first().waitFor();
    expect(await check()).toEqual([]);
    await page.locator("#tab-groups").click();
    await page.locator(".sides .head").first().waitFor();
    expect(await check()).toEqual([]);
    await page.locator("#tab-compare").click();
    expect(await check()).toEqual([]);
    await page.locator(".textbutton", { hasText: "Choose a Run…" }).click();
    await page.locator(".pairpane .head", { hasText: "calls and answer" }).waitFor();
    expect(await check()).toEqual([]);
  });
});
