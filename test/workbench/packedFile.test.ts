/** A file that is no text: what cannot be done with it is said, and its records are read from a copy. */
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { useWindow } from "./support/window";

const rollout = { input: "user\n2+2?\nassistant\n", output: "<think>\nTwo", gts: "4", score: 0, step: 1 };

describe("a packed file", () => {
  const window = useWindow();

  it("opens as a copy in JSONL from the Explorer's menu", async () => {
    const workbench = await window({ "readme.txt": "Rollouts." });
    const { page, folder } = workbench;
    writeFileSync(join(folder, "step-1.jsonl.gz"), gzipSync(`${JSON.stringify(rollout)}\n`));
    await workbench.runCommand("Refresh Explorer");
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "step-1.jsonl.gz" });
    await row.waitFor();
    await row.click({ button: "right" });
    // With a key: a menu of VS Code takes no click in its first tenth of a second.
    const item = page.locator(".context-view .action-item", { hasText: "Open the Records of a Packed File…" });
    await item.hover();
    await item.and(page.locator(".focused")).waitFor();
    await page.keyboard.press("Enter");
    const message = await workbench.message(/step-1\.jsonl\.gz is not text/);
    await workbench.screenshot("packed-file");
    await message.locator(".monaco-button", { hasText: "Open a JSONL Copy" }).click();
    await page.locator(".tab.active", { hasText: "step-1.copy.jsonl" }).waitFor();
    await workbench.statusItem(/1 sample/).waitFor();
    await workbench.screenshot("packed-file-copy");
  });

  it("opens as a run, a row of it beside, to be read and not written", async () => {
    const workbench = await window({ "notes.txt": "Rollouts." });
    const { page, folder } = workbench;
    const lines = Array.from({ length: 3 }, (_, i) => `${JSON.stringify({ ...rollout, score: i })}\n`);
    writeFileSync(join(folder, "step-2.jsonl.gz"), gzipSync(lines.join("")));
    await workbench.runCommand("Refresh Explorer");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "step-2.jsonl.gz" }).click();
    await workbench.runCommand("Trace Auditor: Open as Run");
    const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe");
    await frame.locator(".identity", { hasText: "3 samples" }).waitFor();
    await frame.locator("[role=row]", { hasText: "cut-off" }).nth(1).click();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "#2.trace" }).waitFor();
    const message = await workbench.message(/is packed \(gzip\): its records can be read here, and not changed/);
    await workbench.screenshot("packed-file-row");
    await message.locator(".monaco-button", { hasText: "Open a JSONL Copy" }).waitFor();
  });
});
