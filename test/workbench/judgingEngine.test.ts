/** Judging in the real editor by a real engine, from the lens to the history: llama.cpp with random weights. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engineKey, engineModel, hasEngine, startEngine, type Engine } from "../engine/engine";
import { useOwnServer } from "./support/ownServer";
import { useWindow } from "./support/window";

/** Reasoning to be streamed, and a verdict. */
const grammar = String.raw`root ::= "<type>Chat</type>\n<eval>\n" [a-z ]{20,60} "\n</eval>\n<answer>[[" ("A" | "B") "]]</answer>"`;

const pair = `@sample id=oslo profile=rm-r1
@user
Where is Oslo?
@completion
<answer>[[A]]</answer>
@response_a
In Norway.
@response_b
In Sweden.
`;

describe.skipIf(!hasEngine)("judging in the real editor by a real engine", () => {
  const authority = useOwnServer();
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await startEngine(grammar);
  });
  afterAll(() => engine?.close());
  const window = useWindow({}, authority);

  it("goes from the lens by the stream to a verdict, and finds it again in the history", async () => {
    const bench = await window({ "pair.trace": pair });
    const { page } = bench;
    const lens = (text: string | RegExp) => page.locator(".codelens-decoration a", { hasText: text });
    const answer = async (step: string, text?: string): Promise<void> => {
      const box = page.locator(".quick-input-widget", { hasText: step });
      await box.waitFor();
      if (text !== undefined) await box.locator("input").first().fill(text);
      await page.keyboard.press("Enter");
    };
    await bench.openFile("pair.trace");
    await lens("Re-judge…").first().click();
    await (await bench.message("No judge is set up")).getByRole("button", { name: "Set Up a Judge…" }).click();
    await answer("1 of 3", engine?.url ?? "");
    await answer("2 of 3", engineKey);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: engineModel }).first().waitFor();
    await answer("3 of 3");
    await (await bench.message("What goes is questions")).getByRole("button", { name: "Send", exact: true }).click();

    // Both orders stream into one read-only trace; whatever random weights choose, it is read.
    await page.locator(".editor-group-container .tab", { hasText: "Judgement of" }).waitFor();
    const verdicts = page.locator(".editor-instance .view-line", { hasText: /<answer>\[\[[AB]\]\]<\/answer>/ });
    await verdicts.nth(1).waitFor();
    await lens(/Re-judge · A → .* · random/)
      .first()
      .waitFor();
    await bench.screenshot("judge-engine");

    await lens("2 judgements").first().click();
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.nth(1).waitFor();
    expect(await rows.count()).toBe(2);
    await page.keyboard.press("Escape");
    await bench.statusItem(/random/).waitFor();
  });
});
