/** A team's own scorer in the real editor: asked by its lens, stopped, failing, and not run where nobody trusts the workspace. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Locator } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { rewardedSample } from "../support/rewardedSample";
import { useOwnServer } from "./support/ownServer";
import { useWindow } from "./support/window";
import { allThemes, Workbench } from "./support/workbench";

const sample = (id: string): string => rewardedSample.replace("id=oslo", `id=${id}`);

/** Leaves a file behind that says it ran, and answers each request with a score and two components. */
const scorer = `require("node:fs").writeFileSync("ran", "");
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  console.log(JSON.stringify({ score: 0.4, acc: false, tool_recall: 0.5 }));
});
`;

const traces = sample("oslo") + sample("berlin");
const settings = { "traceAuditor.scorer.command": `"${process.execPath}" scorer.js` };

const lens = ({ page }: Workbench, text: string | RegExp): Locator =>
  page.locator(".codelens-decoration a", { hasText: text });
const chart = ({ page }: Workbench): FrameLocator =>
  page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");

describe("a team's own scorer in the real editor", () => {
  const window = useWindow({ settings, files: { "scorer.js": scorer } });

  async function open(file: string): Promise<Workbench> {
    const bench = await window({ [file]: traces });
    await bench.openFile(file);
    return bench;
  }

  it("is asked by the lens, which then shows the score, its components and how the reward differs", async () => {
    const workbench = await open("asked.trace");
    await lens(workbench, "Score with the team's scorer").nth(1).waitFor();
    expect(existsSync(join(workbench.folder, "ran"))).toBe(false);
    await workbench.screenshot("own-scorer-offered");
    await lens(workbench, "Score with the team's scorer").first().click();
    const scored = lens(workbench, /Scorer 0\.4 · acc 0 · tool_recall 0\.5 · reward 2\.5 \(\+2\.1\)/);
    await scored.waitFor();
    expect(await lens(workbench, "Score with the team's scorer").count()).toBe(1);

    await scored.click();
    const section = chart(workbench).locator('section[aria-label="The team\'s scorer"]');
    await section.locator("canvas").waitFor();
    expect(await section.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/^Score\s+0\.4$/),
      expect.stringMatching(/acc\s+0$/),
      expect.stringMatching(/tool_recall\s+0\.5$/),
      expect.stringMatching(/^Computed reward\s+2\.5$/),
    ]);
    for (const theme of allThemes) {
      await workbench.setTheme(theme);
      await section.waitFor();
      await workbench.screenshot(`own-scorer-${theme}`);
    }

    await workbench.cursorAtEndOf("@sample id=oslo");
    await workbench.runCommand("Trace Auditor: Score All Samples with the Team's Scorer");
    await workbench.message("2 of 2 samples scored. 2 differ from the computed reward.");
    await expect.poll(() => lens(workbench, /Scorer 0\.4/).count(), { timeout: 20_000 }).toBe(2);

    // An edit is another sample; undone, it is the one that was asked about.
    await workbench.cursorAtEndOf("@sample id=oslo");
    await workbench.type(" step=1");
    await lens(workbench, "Score with the team's scorer").waitFor();
    for (let i = 0; i < 7; i++) await workbench.page.keyboard.press("Backspace");
    await lens(workbench, "Score with the team's scorer").waitFor({ state: "detached" });
  });

  it("is stopped by the user, and says why it failed", async () => {
    const workbench = await open("stopped.trace");
    const script = join(workbench.folder, "scorer.js");
    writeFileSync(script, "setInterval(() => {}, 1000);");
    await lens(workbench, "Score all samples").click();
    const progress = await workbench.message("The team's scorer");
    await workbench.screenshot("own-scorer-running");
    await progress.getByText("Cancel", { exact: true }).click();
    await workbench.message("Stopped");
    await progress.waitFor({ state: "detached" });

    writeFileSync(script, 'console.error("No such model: judge-7b"); process.exit(3);');
    await lens(workbench, "Score with the team's scorer").first().click();
    await workbench.message(/ended with exit code 3 before .* It said last: No such model: judge-7b/);
    await workbench.screenshot("own-scorer-failed");
    writeFileSync(script, scorer);
  });

  it("is run for an opened record, whose file shows the answer, too", async () => {
    const [output, gts] = sample("x").split("@completion\n")[1]!.trimEnd().split("\n@ground_truth\n");
    const line = JSON.stringify({ input: "?", output, gts, id: "oslo" });
    const bench = await window({ "dump.jsonl": `${line}\n` });
    await bench.openFile("dump.jsonl");
    await lens(bench, "Open as trace · 1 · oslo").click();
    await bench.page.locator(".tab.active", { hasText: "oslo.trace" }).waitFor();
    await lens(bench, "Score with the team's scorer").click();
    await lens(bench, /Scorer 0\.4 · acc 0/).waitFor();
    await bench.page.locator(".tab", { hasText: "dump.jsonl" }).click();
    await lens(bench, /Scorer 0\.4 · acc 0/).waitFor();
  });
});

describe("in a workspace that nobody trusts", () => {
  const authority = useOwnServer({ asksForTrust: true });
  let bench: Workbench | undefined;
  afterAll(() => bench?.close());

  it("a scorer is neither offered nor run, until the user trusts it", async () => {
    bench = await Workbench.open({
      files: { "two.trace": traces, "scorer.js": scorer },
      settings,
      authority: authority(),
    });
    await bench.statusItem("Restricted Mode").waitFor();
    await bench.openFile("two.trace");
    await lens(bench, /Reward 2\.5 of 4/)
      .first()
      .waitFor();
    expect(await lens(bench, "scorer").count()).toBe(0);
    await bench.runCommand("Trace Auditor: Score with the Team's Scorer");
    const refusal = await bench.message("only in workspaces that you trust");
    await bench.screenshot("own-scorer-untrusted");
    expect(existsSync(join(bench.folder, "ran"))).toBe(false);

    await refusal.getByRole("button", { name: "Manage Workspace Trust" }).click();
    const trust = bench.page.locator(".workspace-trust-editor");
    await trust.getByRole("button", { name: "Trust", exact: true }).click();
    await trust.and(bench.page.locator(".trusted")).waitFor();
    await bench.screenshot("own-scorer-trusted");
    // It lies over the editor.
    await trust.press("Escape");
    await trust.waitFor({ state: "detached" });
    await lens(bench, "Score with the team's scorer").first().click();
    await lens(bench, /Scorer 0\.4 · acc 0/).waitFor();
    expect(existsSync(join(bench.folder, "ran"))).toBe(true);
  });
});
