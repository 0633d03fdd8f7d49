/** The first promise of the product: open a broken trace, see what is wrong and why, fix it, see it go. */
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";
import { allThemes } from "./support/workbench";

const unclosed = `<think>
The user asks for the weather in Oslo, so I look it up.
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo"}}
</tool_call>
`;

describe("a broken trace in the real editor", () => {
  const window = useWindow();

  it("shows a squiggle, explains it on hover, and lets it go when the missing closer is typed", async () => {
    const workbench = await window({ "fixed.trace": unclosed });
    await workbench.openFile("fixed.trace");
    await workbench.squiggles().first().waitFor();

    const hover = await workbench.hover(workbench.squiggles(), "unclosed-tag");
    expect(await hover.innerText()).toContain("<think>");
    expect((await workbench.problems()).join("\n")).toContain("unclosed-tag");
    await workbench.screenshot("squiggle");

    await workbench.cursorAtEndOf("so I look it up.");
    await workbench.type("\n</think>");
    await workbench.squiggles().first().waitFor({ state: "detached" });
    expect(await workbench.line("</think>").count()).toBe(1);
  });

  it("shows the squiggle in every kind of theme", async () => {
    const workbench = await window({ "themes.trace": unclosed });
    await workbench.openFile("themes.trace");
    for (const theme of allThemes) {
      await workbench.setTheme(theme);
      await workbench.squiggles().first().waitFor();
      await workbench.screenshot(`squiggle-${theme}`);
      expect(await workbench.squiggles().count()).toBeGreaterThan(0);
    }
  });
});
