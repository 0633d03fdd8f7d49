/** Takes the README's picture again: `PICTURES=1 npx vitest run --project workbench pictures`. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "vitest";
import { root } from "../../scripts/setup/project.mjs";
import { Workbench } from "./support/workbench";

const trace = `@sample id=weather-1 profile=toolrl
@user
How is the weather in Oslo and in Bergen tomorrow?
@tools
[{"name": "get_forecast", "parameters": {"city": {"type": "string"}, "days": {"type": "int"}}}]
@completion
<think> I need the forecast of both cities, within the <tool_call> tags. </thinking>
<tool_call>
{"name": "get_forecast", "parameters": {"city": "Oslo", "days": 1}}
{'name': 'get_forecast', 'parameters': {'city': 'Bergen'}}
</tool_call>
@ground_truth
<think> Both cities, one day. </think>
<tool_call>
{"name": "get_forecast", "parameters": {"city": "Oslo", "days": 1}}
{"name": "get_forecast", "parameters": {"city": "Bergen", "days": 1}}
</tool_call>
`;

describe.runIf(process.env["PICTURES"] !== undefined)("the README's picture", () => {
  let workbench: Workbench | undefined;
  afterEach(async () => workbench?.close());

  it("shows a broken trace, its findings and what one of them means", async () => {
    workbench = await Workbench.open({ files: { "weather.trace": trace }, theme: "dark" });
    const { page } = workbench;
    await page.setViewportSize({ width: 1180, height: 700 });
    await workbench.openFile("weather.trace");
    await workbench.squiggles().first().waitFor();
    await workbench.problems();
    await page.keyboard.press("Control+b");
    await workbench.hover(workbench.squiggles(), "</think> is meant");
    copyFileSync(await workbench.screenshot("readme"), join(root, "docs/images/editor.png"));
  });
});
