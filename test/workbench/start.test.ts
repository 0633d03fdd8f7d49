/** `npm start` as a newcomer runs it: its last word is an address, and behind it a squiggle in the real editor. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterEach, describe, expect, inject, it } from "vitest";
import { root } from "../../scripts/setup/project.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";

describe("npm start", () => {
  let started: ChildProcess | undefined;
  let browser: Browser | undefined;
  afterEach(async () => {
    await browser?.close();
    started?.kill("SIGINT");
  });

  it("audits the examples on the terminal and shows a squiggle behind the address that it prints", async () => {
    started = spawn(process.execPath, [join(root, "scripts", "start.mjs"), "--browser", "--no-open"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((resolve) => started?.once("exit", resolve));
    let said = "";
    const address = await new Promise<string>((resolve, reject) => {
      started?.stdout?.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const url = /http:\/\/127\.0\.0\.1:\d+\/\?tkn=\S+/.exec(said)?.[0];
        if (url !== undefined) resolve(url);
      });
      started?.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
      started?.once("exit", (code) => reject(new Error(`npm start ended with code ${String(code)}:\n${said}`)));
    });
    expect(said).toContain("unclosed-tag");
    expect(said.split("\n").length).toBeLessThan(100);

    // Without the token nobody gets in: behind this port is a shell.
    const withoutToken = await fetch(new URL("/", address), { redirect: "manual" });
    expect(withoutToken.status).toBe(403);

    browser = await chromium.launch({ executablePath: inject("browser"), args: headlessArguments });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    await page.goto(address);
    // The examples are a workspace like any other: not trusted until the person says so, and audited all the same.
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await page.locator(".editor-instance .squiggly-error").first().waitFor();
    await page.locator(".tab.active", { hasText: "start-here.trace" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "Reward" }).first().waitFor();
    // The examples' own settings open it.
    await page.locator(".tab", { hasText: "Reward Breakdown" }).waitFor();
    await page.screenshot({ path: join(root, "test-results", "npm-start.png") });

    started.kill("SIGINT");
    expect(await ended).toBe(0);
    await expect(fetch(new URL("/", address))).rejects.toThrow();
  });
});
