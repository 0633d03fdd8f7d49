/**
 * Makes this checkout ready to run: installs and builds what is missing. Flags: --vscode and --browser for what those
 * tests need.
 */
import { parseArgs } from "node:util";
import { ensureBrowser } from "./setup/browser.mjs";
import { ensureHostedVsCode } from "./setup/hostedVsCode.mjs";
import { main } from "./setup/process.mjs";
import { ensureBuilt, ensureDependencies } from "./setup/project.mjs";

const { values: wanted } = parseArgs({
  options: { vscode: { type: "boolean", default: false }, browser: { type: "boolean", default: false } },
});

await main(async () => {
  await ensureDependencies();
  await ensureBuilt();
  if (wanted.browser) await ensureBrowser();
  if (wanted.vscode) await ensureHostedVsCode();
});
