/** Judging in the real editor: set up, asked by the lens, streamed, kept, compared, and refused where nobody trusts. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { heldAnswers } from "../support/heldAnswers";
import { modelServer, type ModelServer } from "../support/modelServer";
import { enter, judgedPair, lens, rightly } from "./support/judging";
import { useOwnServer } from "./support/ownServer";
import { useWindow } from "./support/window";
import { allThemes, Workbench } from "./support/workbench";

/** The first is judged for A, the second for B. The good answer is A in both. */
const pairs = judgedPair("oslo", "A") + judgedPair("berlin", "B");

async function screenshots(bench: Workbench, name: string): Promise<void> {
  for (const theme of allThemes) {
    await bench.setTheme(theme);
    await bench.screenshot(`${name}-${theme}`);
  }
}

describe("judging in the real editor", () => {
  // Set-up writes the user's settings.
  const authority = useOwnServer();
  const judge = heldAnswers(rightly);
  let server: ModelServer;
  beforeAll(async () => {
    server = await modelServer(judge.answering);
  });
  afterAll(async () => {
    await server.close();
  });
  // A workspace that names an address of its own is not heard.
  const settings = { "traceAuditor.judge.baseUrl": "http://127.0.0.1:9", "traceAuditor.judge.model": "stranger" };
  const window = useWindow({ settings }, authority);

  it("is set up and tested, asks before traces go, streams the answer beside the sample, and keeps it", async () => {
    const bench = await window({ "pairs.trace": pairs });
    const { page } = bench;
    await bench.openFile("pairs.trace");
    await lens(bench, "Re-judge…").nth(1).waitFor();
    expect(server.requests()).toBe(0);

    // Nothing is set up: the lens offers it.
    await lens(bench, "Re-judge…").first().click();
    const offer = await bench.message("No judge is set up");
    await offer.getByRole("button", { name: "Set Up a Judge…" }).click();
    await page.locator(".quick-input-widget", { hasText: "address" }).waitFor();
    await screenshots(bench, "judge-setup");
    await enter(bench, "1 of 3", server.url);
    await enter(bench, "2 of 3", "sk-secret-1");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "judge" }).first().waitFor();
    await bench.screenshot("judge-setup-model");
    await enter(bench, "3 of 3");
    // The first send asks for consent, and shows what goes.
    const consent = await bench.message("to http://127.0.0.1");
    expect(server.asked.every(({ body }) => !JSON.stringify(body).includes("oslo"))).toBe(true);
    await bench.screenshot("judge-consent");
    judge.hold();
    await consent.getByRole("button", { name: "Send", exact: true }).click();

    // The answer grows in a document of its own, without a finding that its end may mend.
    await expect.poll(() => judge.held(), { timeout: 30_000 }).toBe(2);
    const stream = page.locator(".editor-group-container .tab", { hasText: "Judgement of" });
    await stream.waitFor();
    await bench.line("state=growing").first().waitFor();
    await screenshots(bench, "judge-stream");
    judge.release();
    await lens(bench, /Re-judge · A → A · both orders agree · judge/).waitFor();
    await bench.line("state=growing").first().waitFor({ state: "detached" });
    expect(server.asked.at(-1)?.headers.authorization).toBe("Bearer sk-secret-1");
    await screenshots(bench, "judge-lens");

    // The other one was judged wrongly: its verdict flips, and the view of samples can list it alone.
    await lens(bench, "Re-judge with judge").first().click();
    await lens(bench, /Re-judge · B → A · flipped · both orders agree · judge/).waitFor();
    await page.locator(".activitybar .action-label[aria-label='Trace Auditor']").click();
    await bench.runCommand("Trace Auditor: Filter Samples…");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "Verdict flipped" }).click();
    await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
    await page.locator(".pane-body", { hasText: "1 of 2 samples: verdict flipped" }).waitFor();
    await bench.screenshot("judge-flipped");

    // Its history on the header, and how two judgements differ.
    await bench.openFile("pairs.trace");
    await bench.hover(bench.line("@sample id=oslo"), "Judged again");
    await screenshots(bench, "judge-history");
    await page.keyboard.press("Escape");
    await lens(bench, "2 judgements").first().click();
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.nth(1).waitFor();
    await rows.nth(0).click();
    await rows.nth(1).click();
    await page.locator(".quick-input-widget .monaco-button", { hasText: "OK" }).click();
    await page.locator(".monaco-diff-editor").waitFor();
    await screenshots(bench, "judge-diff");
  });

  it("judges a file with progress, from the history what was asked before", async () => {
    const bench = await window({ "all.trace": pairs + judgedPair("rome", "A") });
    await bench.openFile("all.trace");
    const before = server.asked.length;
    await bench.runCommand("Trace Auditor: Judge All Samples of the File");
    const consent = await bench.message("3 samples in 6 requests");
    await consent.getByRole("button", { name: "Send", exact: true }).click();
    await bench.message("3 of 3 samples judged by judge: 2 questions asked, 4 answered from the history");
    expect(server.asked.length - before).toBe(2);
  });

  it("is cancelled in the middle of a selection, and asks for the rest alone", async () => {
    const bench = await window({ "more.trace": judgedPair("paris", "A") + judgedPair("madrid", "B") });
    const { page } = bench;
    await bench.openFile("more.trace");
    const before = server.asked.length;
    const judgeSelected = async (): Promise<void> => {
      await bench.line("@sample id=paris").click();
      await page.keyboard.press("Control+a");
      await bench.runCommand("Trace Auditor: Judge the Selected Samples");
      const consent = await bench.message("2 samples in 4 requests");
      await consent.getByRole("button", { name: "Send", exact: true }).click();
    };
    judge.hold();
    await judgeSelected();
    await expect.poll(() => judge.held(), { timeout: 30_000 }).toBe(4);
    const progress = await bench.message("Judging with judge");
    await progress.getByRole("button", { name: "Cancel" }).click();
    await bench.message("Stopped: 0 of 2 samples judged. What was answered is kept");
    await bench.screenshot("judge-cancelled");
    judge.release();
    await judgeSelected();
    await bench.message("2 of 2 samples judged by judge: 4 questions asked, 0 answered from the history");
    expect(server.asked.length - before).toBe(8);
  });
});

describe("judging in a workspace that nobody trusts", () => {
  const authority = useOwnServer({ asksForTrust: true });
  let model: ModelServer;
  let bench: Workbench | undefined;
  beforeAll(async () => {
    model = await modelServer(heldAnswers(rightly).answering);
  });
  afterAll(async () => {
    await bench?.close();
    await model.close();
  });

  it("sends nothing, not even a probe, to the address that it names or to any other", async () => {
    bench = await Workbench.open({
      files: { "pairs.trace": pairs },
      settings: { "traceAuditor.judge.baseUrl": model.url, "traceAuditor.judge.model": "judge" },
      authority: authority(),
    });
    await bench.statusItem("Restricted Mode").waitFor();
    await bench.openFile("pairs.trace");
    await lens(bench, "Re-judge…").first().click();
    await bench.message("nothing is sent from a workspace that you do not trust");
    await bench.screenshot("judge-untrusted");
    await bench.runCommand("Trace Auditor: Set Up a Judge…");
    expect(await bench.page.locator(".quick-input-widget", { hasText: "1 of 3" }).isVisible()).toBe(false);
    expect(model.requests()).toBe(0);
  });
});
