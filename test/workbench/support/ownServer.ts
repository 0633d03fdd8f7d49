/** A VS Code server of a describe's own: for tests that change the user's settings, which all windows of a server share. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { ensureHostedVsCode } from "../../../scripts/setup/hostedVsCode.mjs";
import { installExtension } from "../../../scripts/vscode/extensionFolder.mjs";
import { extensionsFolder, startHostedServer } from "../../../scripts/vscode/hostedServer.mjs";

export interface OwnServerOptions {
  readonly asksForTrust?: boolean;
  /** The settings of its machine, as a dev container brings them; asked for when it starts. */
  readonly settings?: () => Readonly<Record<string, unknown>>;
}

/**
 * Registers what starts and stops it. To be called before what uses it, so that it stops last.
 * @returns what gives its host and port, once a test runs
 */
export function useOwnServer({ asksForTrust = false, settings }: OwnServerOptions = {}): () => string {
  const dataFolder = mkdtempSync(join(tmpdir(), "trace-auditor-own-server-"));
  let server: Awaited<ReturnType<typeof startHostedServer>> | undefined;
  beforeAll(async () => {
    installExtension(extensionsFolder(dataFolder));
    const vscode = await ensureHostedVsCode();
    // What the server keeps for its user stays in its folder.
    const env = { XDG_STATE_HOME: join(dataFolder, "state") };
    server = await startHostedServer({
      vscode,
      dataFolder,
      env,
      forTests: true,
      asksForTrust,
      settings: settings?.() ?? {},
    });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  });
  return () => {
    if (server === undefined) throw new Error("The server has not started.");
    return server.authority;
  };
}
