/** Hostile text in every webview and on every page of it: it is text, whoever wrote it. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";
import { root } from "../../scripts/setup/project.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";
import { serveWebviewPage } from "../../scripts/webviews/page.mjs";
import { flawsOf, hostileText } from "../support/hostileText";

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: await ensureBrowser(), args: headlessArguments });
});
afterAll(() => browser.close());

/** What the page shows or says: its texts and attributes, and what in it could lead or load anywhere. */
interface Shown {
  readonly texts: readonly string[];
  readonly alive: readonly string[];
}

const shownIn = (page: Page, without = "no-such-element"): Promise<Shown> =>
  page.evaluate(`(() => {
    const texts = [];
    const alive = [];
    for (const each of document.body.querySelectorAll("*")) {
      if (each.closest(${JSON.stringify(without)})) continue;
      for (const child of each.childNodes) if (child.nodeType === 3) texts.push(child.data);
      for (const { name, value } of each.attributes) {
        texts.push(value);
        if (["href", "src", "srcdoc", "action"].includes(name) || name.startsWith("on")) alive.push(each.outerHTML.slice(0, 200));
      }
    }
    return { texts, alive: alive.filter((html) => /evil|owned/.test(html)) };
  })()`);

interface Opened {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** Opens a webview's page; at its end nothing was asked of another address and nothing failed. */
async function opened(webview: string, search: string): Promise<Opened> {
  const server = await serveWebviewPage(webview);
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  const wrong: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !/^(?:data|blob):/.test(request.url())) wrong.push(request.url());
  });
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.goto(`${server.url}?${search}`);
  const close = async (): Promise<void> => {
    await page.close();
    await server.close();
    expect(wrong).toEqual([]);
  };
  return { page, close };
}

function expectText({ texts, alive }: Shown): void {
  expect(texts.join(" ")).toContain("evil.run");
  expect(texts.flatMap(flawsOf)).toEqual([]);
  expect(alive).toEqual([]);
}

const plant = `plant=${encodeURIComponent(hostileText)}`;
/** What is awaited on each page of the run view, by its tab. */
const pages: Readonly<Record<string, { readonly search: string; readonly shows: string }>> = {
  samples: { search: "n=80", shows: ".grid .tr .td" },
  steps: { search: "n=160", shows: ".chart" },
  groups: { search: "n=80", shows: ".rollout" },
  compare: { search: "n=160", shows: ".factline" },
  judges: { search: "n=40&kind=judges", shows: ".quoterows .vline" },
};

describe("hostile text is text", () => {
  it("in every webview: each is tried here", () => {
    const webviews = readdirSync(join(root, "media")).filter((name) =>
      existsSync(join(root, "media", name, "main.ts")),
    );
    expect(webviews.sort()).toEqual(["breakdown", "run"]);
  });

  it("on every page of the run view: each is tried here", async () => {
    const tabs = new Set<string>();
    // Which pages there are depends on what the run holds.
    for (const [search, first] of [
      ["n=40&kind=judges", "judges"],
      ["n=160", "steps"],
    ] as const) {
      const { page, close } = await opened("run", search);
      await page.locator(`#tab-${first}`).waitFor();
      const ids = await page
        .locator('[role="tab"]')
        .evaluateAll((all) => (all as { readonly id: string }[]).map(({ id }) => id));
      for (const id of ids) tabs.add(id.replace("tab-", ""));
      await close();
    }
    expect([...tabs].sort()).toEqual(Object.keys(pages).sort());
  });

  it.each(Object.entries(pages))("on the page %s of the run view", async (name, { search, shows }) => {
    const { page, close } = await opened("run", `${search}&${plant}`);
    await page.locator(`#tab-${name}`).click();
    if (name === "compare") {
      await page.locator("#part-filter").fill("step=0");
      await page.keyboard.press("Enter");
    }
    await page.locator(shows).first().waitFor();
    if (name === "samples") {
      await page.locator("#row-1").click();
      await page.locator(".grid").press("Enter");
      await page.locator(".detail .turn").first().waitFor();
    }
    expectText(await shownIn(page));
    await close();
  });

  it("in the breakdown of a trace", async () => {
    const { page, close } = await opened("breakdown", "");
    await page.locator(".sentence").waitFor();
    const inJson = JSON.stringify(hostileText);
    const call = (value: string): string =>
      `<think> ${hostileText.replace(/\s+/g, " ")} </think>\n<tool_call>\n{"name": ${inJson}, "parameters": {${inJson}: ${value}}}\n</tool_call>`;
    await page
      .locator("textarea")
      .fill(`@sample profile=toolrl step=3\n@completion\n${call("1")}\n@ground_truth\n${call("2")}\n`);
    await expect.poll(async () => (await shownIn(page, "textarea")).texts.join(" ")).toContain("evil.run");
    expectText(await shownIn(page, "textarea"));
    await close();
  });
});
