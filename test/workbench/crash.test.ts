/** A language server that dies under the user's hands: it comes back, and the user is told, once. */
import { execFileSync } from "node:child_process";
import { describe, expect, inject, it } from "vitest";
import { useWindow } from "./support/window";

const unclosed = "@sample profile=think-answer\n@completion\n<think>\nI look it up.\n<answer>\nSix.\n</answer>\n";

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
  const window = useWindow();

  it("is started again, which is told once, and findings follow what is typed", async () => {
    const workbench = await window({ "unclosed.trace": unclosed });
    await workbench.openFile("unclosed.trace");
    await workbench.squiggles().first().waitFor();
    killServers();
    const told = await workbench.message("language server stopped and was restarted");
    await workbench.screenshot("crash-told");
    expect(await told.count()).toBe(1);
    await workbench.page.keyboard.press("Escape");
    await workbench.squiggles().first().waitFor();
    await workbench.cursorAtEndOf("I look it up.");
    await workbench.type("\n</think>");
    await workbench.squiggles().first().waitFor({ state: "detached" });
  });
});
