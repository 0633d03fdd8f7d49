/**
 * What a person feels in the real editor, with the extension installed from its VSIX: how long it takes to activate, as
 * "Developer: Show Running Extensions" tells, and to the first finding; and a 10 MB `.trace` typed into, from the key to
 * the screen and to the findings. Beside them VS Code's own JSON extension, and the same text without any extension.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";
import { ensureHostedVsCode } from "../../scripts/setup/hostedVsCode.mjs";
import { root } from "../../scripts/setup/project.mjs";
import { ensureVsix } from "../../scripts/setup/vsix.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";
import { installVsix, startHostedServer } from "../../scripts/vscode/hostedServer.mjs";
import { median, ms, table } from "./measure";
import { jsonOf, traceFileOf } from "./traces";

const windows = 5;
/** So long after a window was opened what that costs is over, in milliseconds. */
const rest = 8000;
/** Times that the character is taken away and brought back. */
const rounds = 10;
const size = 10e6;

/** A file to type into, and where: a number of a line, whose last character makes an error when it is taken away. */
interface Typed {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly finds: boolean;
}

export async function benchEditor(print: (line: string) => void): Promise<void> {
  const [vscode, executablePath, vsix] = [await ensureHostedVsCode(), await ensureBrowser(), await ensureVsix()];
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  const [workspace, dataFolder] = [join(folder, "workspace"), join(folder, "server")];
  const files = typedFiles();
  writeWorkspace(workspace, files);
  await installVsix({ vscode, dataFolder }, vsix);
  const server = await startHostedServer({ vscode, dataFolder, forTests: true });
  const browser = await chromium.launch({ executablePath, args: headlessArguments });
  const open = async (file: string): Promise<Page> => {
    const page = await newPage(browser);
    await page.goto(server.url({ folder: workspace, file: join(workspace, file) }));
    await page.locator(".editor-instance .view-line").first().waitFor();
    return page;
  };
  try {
    await activations(open, print);
    print(`typing into ${size / 1e6} MB`);
    const rows: string[][] = [];
    for (const typed of files) rows.push(await typing(open, typed));
    table([["", "key to screen: median", "most", "key to findings: median", "most"], ...rows]).forEach(print);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function typedFiles(): Typed[] {
  const trace = traceFileOf(size);
  const json = jsonOf(size);
  const line = lineOf(trace, "\n<tool_call>\n") + 1;
  return [
    { name: ".trace, Trace Auditor", file: "large.trace", text: trace, line, finds: true },
    { name: "the same text, no extension", file: "large.txt", text: trace, line, finds: false },
    {
      name: "JSON, VS Code's own extension",
      file: "large.json",
      text: json,
      line: lineOf(json, '"please help",'),
      finds: true,
    },
  ];
}

/** The number, from 1, of the line where the words begin. */
function lineOf(text: string, words: string): number {
  return text.slice(0, text.indexOf(words)).split("\n").length;
}

function writeWorkspace(workspace: string, files: readonly Typed[]): void {
  mkdirSync(join(workspace, ".vscode"), { recursive: true });
  // The JSON is there for VS Code's own extension.
  const settings = { "traceAuditor.recordFormats": { "*.json": "none" }, "editor.minimap.enabled": false };
  writeFileSync(join(workspace, ".vscode", "settings.json"), JSON.stringify(settings));
  writeFileSync(join(workspace, "plain.txt"), "Nothing to activate for.\n");
  writeFileSync(join(workspace, "small.trace"), "<think> I look it up.\n<response> Sunny. </response>\n");
  writeFileSync(join(workspace, "small.json"), '{ "a": 1, }');
  for (const { file, text } of files) writeFileSync(join(workspace, file), text);
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(120_000);
  return page;
}

/** A window in which the extensions are activated: by files opened in it once it is still, or by the file it opens with. */
const situations = [
  { title: "activation in an open window", opensWith: "plain.txt" },
  { title: "activation while a window opens, with what VS Code loads at the same moment", opensWith: "small.trace" },
] as const;

const ours = "Trace Auditor";
const baseline = "JSON Language Features";

/**
 * Each window has its own extension host, in which the extension activates again. VS Code counts from before it loads an
 * extension's code to the return of `activate`, and whatever else it does in between: while a window opens, it loads other
 * extensions there.
 */
async function activations(open: (file: string) => Promise<Page>, print: (line: string) => void): Promise<void> {
  for (const { title, opensWith } of situations) {
    const [own, json, shown]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < windows; i++) {
      const page = await open(opensWith);
      if (opensWith === "plain.txt") {
        await page.waitForTimeout(rest);
        shown.push(await untilShown(page, "small.trace"));
      }
      await page.locator(".squiggly-error").first().waitFor();
      await choose(page, "Control+p", "small.json");
      await page.locator(".tab.active", { hasText: "small.json" }).waitFor();
      await page.locator(".squiggly-error").first().waitFor();
      // The slowest stand first, and rows below the window's end are not drawn.
      await page.setViewportSize({ width: 1280, height: 2400 });
      await choose(page, "F1", ">Developer: Show Running Extensions");
      own.push(await activationTime(page, ours));
      json.push(await activationTime(page, baseline));
      if (i === windows - 1 && opensWith === "plain.txt") await picture(page, "running-extensions");
      await page.context().close();
    }
    print(`${title} (aim: under 100 ms); load of the machine ${loadavg()[0]?.toFixed(1) ?? "?"}`);
    const row = (name: string, all: readonly number[]): string[] => [
      name,
      ms(median(all)),
      `${ms(Math.min(...all))} to ${ms(Math.max(...all))}`,
    ];
    const rows = [row(ours, own), row(baseline, json)];
    if (shown.length > 0) rows.push(row("from Enter to the first finding", shown));
    table([["", `median of ${windows}`, "range"], ...rows]).forEach(print);
  }
}

/** Milliseconds of the extension host, as the editor of running extensions tells. */
async function activationTime(page: Page, name: string): Promise<number> {
  const row = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: name }).first();
  const text = await row.innerText();
  const time = /Activation: ([\d.,]+) ?ms/i.exec(text)?.[1];
  if (time === undefined) throw new Error(`${name}: no activation time in ${text}`);
  return Number(time.replace(",", ""));
}

/** Opens a file by Quick Open. Milliseconds from Enter to the first finding in it. */
async function untilShown(page: Page, file: string): Promise<number> {
  await page.keyboard.press("Control+p");
  await page.locator(".quick-input-widget input[type=text]").fill(file);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: file }).first().waitFor();
  await page.evaluate(`addEventListener("keydown", ({ timeStamp }) => (window.benchPressed = timeStamp), {
    capture: true,
    once: true,
  })`);
  await page.keyboard.press("Enter");
  return page.evaluate<number>(untilErrors(true));
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(join(root, "test-results"), { recursive: true });
  await page.screenshot({ path: join(root, "test-results", `${name}.png`) });
}

async function typing(open: (file: string) => Promise<Page>, { name, file, line, finds }: Typed): Promise<string[]> {
  const page = await open(file);
  await choose(page, "Control+g", `:${line}`);
  await page.keyboard.press("End");
  await page.waitForTimeout(rest);
  const shown: number[] = [];
  const found: number[] = [];
  const round = async (): Promise<void> => {
    if (finds) await page.evaluate(untilErrors(false));
    shown.push(await pressed(page, "Backspace"));
    if (finds) found.push(await page.evaluate<number>(untilErrors(true)));
    shown.push(await pressed(page, "Control+z"));
  };
  await round();
  // The first findings wait for extension host and server to be there: that is not what typing costs.
  shown.length = found.length = 0;
  for (let i = 0; i < rounds; i++) await round();
  await picture(page, `typing-${file}`);
  await page.context().close();
  const figures = (all: readonly number[]): string[] =>
    all.length === 0 ? ["", ""] : [ms(median(all)), ms(Math.max(...all))];
  return [name, ...figures(shown), ...figures(found)];
}

/** Presses a key, and waits until the lines of the editor have changed and are painted. Milliseconds. */
async function pressed(page: Page, key: string): Promise<number> {
  await page.evaluate(armed);
  await page.keyboard.press(key);
  return page.evaluate<number>("window.benchShown");
}

/** Runs in the page, before a key: notes when it is pressed, and when what it did is on the screen. */
const armed = `void (window.benchShown = new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("the key changed nothing within a minute")), 60_000);
  const onKey = ({ key, timeStamp }) => {
    if (key === "Control") return;
    removeEventListener("keydown", onKey, true);
    window.benchPressed = timeStamp;
    const changes = new MutationObserver(() => {
      changes.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)));
    });
    const lines = document.querySelector(".editor-instance .view-lines");
    changes.observe(lines, { childList: true, subtree: true, characterData: true });
  };
  addEventListener("keydown", onKey, true);
}))`;

/** Runs in the page, after a key: milliseconds from it until there are errors in view, or none. */
function untilErrors(some: boolean): string {
  return `new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no findings within a minute")), 60_000);
    const look = () => {
      const found = document.querySelectorAll(".editor-instance .squiggly-error").length > 0;
      if (found === ${some}) resolve(performance.now() - window.benchPressed);
      else requestAnimationFrame(look);
    };
    look();
  })`;
}

/** Types into Quick Open, the palette or Go to Line, and takes the first row. */
async function choose(page: Page, key: string, text: string): Promise<void> {
  await page.keyboard.press(key);
  await page.locator(".quick-input-widget input[type=text]").fill(text);
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: text.replace(/^[>:]/, "") })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
}
