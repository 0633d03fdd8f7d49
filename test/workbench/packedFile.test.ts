/** A file that is no text: what cannot be done with it is said, and its records are read from a copy. */
import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
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
    // A menu hears no click in its first moment, so it is clicked until it is heard.
    const item = page.locator(".context-view .action-item", { hasText: "Open the Records of a Packed File…" });
    await item.waitFor();
    const clicked = async (): Promise<number> => {
      await item.click({ force: true, timeout: 1000 }).catch(() => undefined);
      return item.count();
    };
    await expect.poll(clicked, { timeout: 20_000, interval: 300 }).toBe(0);
    const message = await workbench.message(/step-1\.jsonl\.gz is no text/);
    await workbench.screenshot("packed-file");
    await message.locator(".monaco-button", { hasText: "Open a JSONL Copy" }).click();
    await page.locator(".tab.active", { hasText: "step-1.copy.jsonl" }).waitFor();
    await workbench.statusItem(/1 sample/).waitFor();
    await workbench.screenshot("packed-file-copy");
  });
});
