/** The status item says how a file is read, and lets the person say it otherwise. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";

const sound = `<think>
The user asks for the weather in Oslo, so I look it up.
</think>
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo"}}
</tool_call>
`;

describe("the status item", () => {
  const window = useWindow();

  it("names the profile, the samples and the findings; a click picks another profile, and the findings follow", async () => {
    const workbench = await window({ "weather.trace": sound });
    await workbench.openFile("weather.trace");
    await workbench.statusItem(/ToolRL · 1 sample · 0 findings/).waitFor();
    await workbench.screenshot("status-item");

    await workbench.statusItem(/ToolRL/).click();
    const { page, folder } = workbench;
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "Hermes" }).first().waitFor();
    await workbench.screenshot("pick-profile");
    await rows.filter({ hasText: "Hermes" }).first().click();

    // Hermes calls them arguments.
    await workbench.statusItem(/Hermes.* · 1 sample · [1-9]/).waitFor();
    await workbench.squiggles().first().waitFor();
    const settings = readFileSync(join(folder, ".vscode", "settings.json"), "utf8");
    expect(JSON.parse(settings)).toMatchObject({ "traceAuditor.profiles": { "./weather.trace": "hermes" } });
  });
});
