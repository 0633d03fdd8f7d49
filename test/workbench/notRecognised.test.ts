/** A file of records that is of no format that is known: that is said, and which format it has can be said by the person. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useWindow } from "./support/window";

const strange = [
  { frage: "2+2?", antwort: "<think>\nTwo and two.\n</think>\n<response>\n4\n</response>" },
  { frage: "3+3?", antwort: "6" },
];

describe("a file that is not recognised", () => {
  const window = useWindow({ files: { "package.json": '{"input": "a", "output": "b"}' } });

  it("is said to be none, with what its records have, in the status bar and the list of samples", async () => {
    const workbench = await window({ "strange.jsonl": strange.map((each) => JSON.stringify(each)).join("\n") });
    const { page, folder } = workbench;
    await workbench.openFile("strange.jsonl");
    await workbench.statusItem("Not recognised").waitFor();
    const icon = page.locator(".activitybar .action-item", { has: page.locator("[aria-label^='Trace Auditor']") });
    await icon.click();
    await page.locator(".pane-body .message", { hasText: "Its records have frage, antwort." }).waitFor();
    await workbench.screenshot("not-recognised");

    await workbench.statusItem("Not recognised").click();
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "No Records" }).first().click();
    await workbench.statusItem("Not recognised").waitFor({ state: "hidden" });
    const settings = readFileSync(join(folder, ".vscode", "settings.json"), "utf8");
    expect(JSON.parse(settings)).toMatchObject({ "traceAuditor.recordFormats": { "./strange.jsonl": "none" } });
  });

  it("says nothing of a configuration", async () => {
    const workbench = await window();
    await workbench.openFile("package.json");
    await workbench.line('"input"').first().waitFor();
    expect(await workbench.statusItem("Not recognised").count()).toBe(0);
  });
});
