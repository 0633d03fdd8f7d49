/** Colours that only the language server can give: what is a tag, a tool, a quote, and what only looks like one. */
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";
import { allThemes, type Workbench } from "./support/workbench";

const trace = `@sample id=oslo profile=toolrl step=3
@tools
[{"name": "get_weather", "parameters": {"city": {"type": "string"}}}]
@completion
<think>
## Plan
I have to write within the <tool_call> tags. **One call** is \`enough\`:
- the city is *Oslo*
</think>
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo", "town": "Oslo"}}
{"name": "set_weather", "parameters": {"city": "Oslo"}}
</tool_call>
`;

const judgement = `@sample profile=rm-r1 gold=A
@response_a
The capital of Australia is Canberra. It was built from 1913 on.
@response_b
The capital is Sydney, its largest city.
@completion
<type>Chat</type>
<rubric>
1. Accuracy (60%): Is it right?
2. Clarity (40%): Is it clear?
</rubric>
<eval>
Accuracy: A says <quote_A>The capital of Australia is Canberra.</quote_A>, which is right.
Clarity: B says <quote_B>Canberra. It was built from 1913 on.</quote_B> and
<quote_B>the moon is made of green cheese</quote_B>.
</eval>
<answer>[[A]]</answer>
`;

describe("colours in the real editor", () => {
  const window = useWindow();

  /** The colour in which words of a line are drawn, at their second letter. */
  async function colourOf(workbench: Workbench, line: string, words: string): Promise<string> {
    const pieces = workbench.line(line).first().locator("span > span");
    const texts = (await pieces.allTextContents()).map((text) => text.replaceAll("\u00a0", " "));
    const at = texts.join("").indexOf(words) + 1;
    expect(at, words).toBeGreaterThan(0);
    let end = 0;
    const drawn = texts.findIndex((text) => (end += text.length) > at);
    return pieces.nth(drawn).evaluate((element) => (globalThis as unknown as Styled).getComputedStyle(element).color);
  }
  interface Styled {
    getComputedStyle(element: unknown): { readonly color: string };
  }

  it("tell what is meant from what is only mentioned, in every kind of theme", async () => {
    const workbench = await window({ "oslo.trace": trace, "judgement.trace": judgement });
    for (const theme of allThemes) {
      await workbench.setTheme(theme);
      await workbench.openFile("oslo.trace");
      await workbench.squiggles("warning").first().waitFor();
      await expect
        .poll(() => colourOf(workbench, "I have to write within", "<tool_call>"), { timeout: 20_000 })
        .not.toBe(await colourOf(workbench, "</tool_call>", "tool_call"));
      await expect
        .poll(() => colourOf(workbench, '"city": "Oslo", "town"', "get_weather"), { timeout: 20_000 })
        .not.toBe(await colourOf(workbench, '"set_weather"', "set_weather"));
      await workbench.screenshot(`colours-${theme}`);
      await workbench.openFile("judgement.trace");
      await workbench.squiggles("warning").first().waitFor();
      await expect
        .poll(() => colourOf(workbench, "Accuracy: A says", "The capital of Australia is Canberra."), {
          timeout: 20_000,
        })
        .not.toBe(await colourOf(workbench, "green cheese", "the moon is made of green cheese"));
      await workbench.screenshot(`colours-judgement-${theme}`);
    }
  });

  it("typing in a tag's name changes its counterpart with it", async () => {
    const workbench = await window({ "linked.trace": "@completion\n<thinking>\na\n</thinking>\n" });
    await workbench.openFile("linked.trace");
    await workbench.squiggles("error").first().waitFor();
    const { page } = workbench;
    await workbench.cursorAtEndOf("<thinking>");
    await page.keyboard.press("ArrowLeft");
    // The two names have a colour behind them once they are linked.
    await page.locator(".linked-editing-decoration").first().waitFor();
    for (let i = 0; i < "ing".length; i++) await page.keyboard.press("Backspace");
    await workbench.line("</think>").first().waitFor();
    await workbench.squiggles("error").first().waitFor({ state: "detached" });
    expect(await workbench.line("<think>").count()).toBe(1);
  });
});
