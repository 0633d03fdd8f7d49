/** A language server that dies under the user's hands: it comes back, and the user is told, once. */
import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, inject, it } from "vitest";
import { Workbench } from "./support/workbench";

const unclosed = "@completion\n<think>\nI look it up.\n";

/** Kills the language servers of this run, as the system does that runs out of memory. */
function killServers(): void {
  const processes = execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" });
  const found = processes.split("\n").flatMap((line) => {
    const [, pid, command = ""] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    return command.includes(inject("dataFolder")) && /[\\/]dist[\\/]server\.js\b/.test(command) ? [Number(pid)] : [];
  });
  expect(found).not.toEqual([]);
  for (const pid of found) process.kill(pid, "SIGKILL");
}

describe("a language server that crashes, in the real editor", () => {
  let workbench: Workbench | undefined;
  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
  });

  it("is started again, which is told once, and findings follow what is typed", async () => {
    workbench = await Workbench.open({ files: { "unclosed.trace": unclosed } });
    await workbench.openFile("unclosed.trace");
    await workbench.squiggles().first().waitFor();
    killServers();
    // The test driver of VS Code keeps messages in their centre, behind the bell.
    const { page } = workbench;
    const told = page.locator(".notification-list-item", { hasText: "language server stopped and was restarted" });
    await page.locator("[id='status.notifications']").click();
    await told.first().waitFor();
    await workbench.screenshot("crash-told");
    expect(await told.count()).toBe(1);
    await page.keyboard.press("Escape");
    await workbench.squiggles().first().waitFor();
    await workbench.cursorAtEndOf("I look it up.");
    await workbench.type("\n</think>");
    await workbench.squiggles().first().waitFor({ state: "detached" });
  });
});
