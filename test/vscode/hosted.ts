/**
 * The suite in VS Code's server with a headless browser, where VS Code itself cannot be downloaded; against the extension
 * installed from its VSIX.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBrowser } from "../../scripts/setup/browser.mjs";
import { ensureHostedVsCode } from "../../scripts/setup/hostedVsCode.mjs";
import { main } from "../../scripts/setup/process.mjs";
import { ensureVsix } from "../../scripts/setup/vsix.mjs";
import { headlessArguments } from "../../scripts/vscode/headless.mjs";
import { installVsix, startHostedServer, uriPath } from "../../scripts/vscode/hostedServer.mjs";
import { prepareSuite } from "./support/prepare";

/** A suite that has said nothing for so long hangs. */
const patience = 120_000;

/** What the suite's reporter writes (suite/index.ts). */
const suiteLine = /^\s+[✓✗-] /u;

void main(async () => {
  const [vscode, executablePath, suite] = [await ensureHostedVsCode(), await ensureBrowser(), await prepareSuite()];
  const dataFolder = join(suite.folder, "server");
  await installVsix({ vscode, dataFolder }, await ensureVsix());
  const server = await startHostedServer({ vscode, dataFolder, forTests: true, env: suite.env });
  const browser = await chromium.launch({ executablePath, args: headlessArguments });
  const said: string[] = [];
  let code: number;
  try {
    const page = await browser.newPage();
    const exitCode = new Promise<number>((resolve) => {
      const giveUp = (): void => {
        console.error(`Nothing was heard from VS Code for ${patience / 1000} s. Its log:\n${server.logTail()}`);
        resolve(1);
      };
      const watchdog = setTimeout(giveUp, patience);
      // VS Code's names: its test driver calls these two on the page.
      void page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
        watchdog.refresh();
        const line = args.map(String).join(" ");
        // The rest is the workbench talking to itself, of interest when the suite never came to its end.
        if (suiteLine.test(line)) console.log(line);
        else said.push(`${type}: ${line}`);
      });
      void page.exposeFunction("codeAutomationExit", (code: number) => {
        clearTimeout(watchdog);
        resolve(code);
      });
    });
    const remote = (path: string): string => `vscode-remote://${server.authority}${uriPath(path)}`;
    await page.goto(
      server.url({
        folder: suite.workspace,
        payload: [
          ["extensionDevelopmentPath", remote(companion(suite.folder))],
          ["extensionTestsPath", remote(suite.tests)],
          ["skipWelcome", "true"],
        ],
      }),
    );
    code = await exitCode;
  } finally {
    await browser.close();
    await server.stop();
  }
  // Its folder is the server's, too, which writes there as long as it runs.
  return suite.finish(["The workbench's console was:", ...said].join("\n")) || code;
});

/** VS Code runs tests beside an extension under development only. This one holds nothing: what is tested is installed. */
function companion(folder: string): string {
  const path = join(folder, "companion");
  mkdirSync(path);
  const manifest = { name: "companion", publisher: "trace-auditor", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(path, "package.json"), JSON.stringify(manifest));
  return path;
}
