/** One VS Code server with the packaged extension for all workbench tests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ensureBrowser } from "../../../scripts/setup/browser.mjs";
import { ensureHostedVsCode } from "../../../scripts/setup/hostedVsCode.mjs";
import { installExtension } from "../../../scripts/vscode/extensionFolder.mjs";
import { extensionsFolder, startHostedServer } from "../../../scripts/vscode/hostedServer.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Host and port of the VS Code server. */
    authority: string;
    browser: string;
    /** The folder of this run's server, which the command lines of its processes name. */
    dataFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [vscode, browser] = [await ensureHostedVsCode(), await ensureBrowser()];
  const dataFolder = mkdtempSync(join(tmpdir(), "trace-auditor-workbench-"));
  installExtension(extensionsFolder(dataFolder));
  // Judgements are kept in the run's folder, and not with the user's own.
  const env = { XDG_STATE_HOME: join(dataFolder, "state") };
  const server = await startHostedServer({ vscode, dataFolder, env, forTests: true });
  project.provide("authority", server.authority);
  project.provide("browser", browser);
  project.provide("dataFolder", dataFolder);
  return async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  };
}
