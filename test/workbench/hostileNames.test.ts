/** In a workspace that nobody trusts, a file's name is no link in a notification: it would run any command of VS Code. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ensureHostedVsCode } from "../../scripts/setup/hostedVsCode.mjs";
import { installExtension } from "../../scripts/vscode/extensionFolder.mjs";
import { extensionsFolder, startHostedServer } from "../../scripts/vscode/hostedServer.mjs";
import { Workbench } from "./support/workbench";

let server: Awaited<ReturnType<typeof startHostedServer>>;
let bench: Workbench | undefined;
const dataFolder = mkdtempSync(join(tmpdir(), "ta-hostile-names-"));

beforeAll(async () => {
  installExtension(extensionsFolder(dataFolder));
  const vscode = await ensureHostedVsCode();
  server = await startHostedServer({ vscode, dataFolder, forTests: true, asksForTrust: true });
});
afterAll(async () => {
  await bench?.close();
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
});

const name = "[Fix it](command:workbench.action.openSettings?%22owned%22) $(alert) x.jsonl";

it("is shown as it reads", async () => {
  bench = await Workbench.open({ files: { "plain.trace": "<think> a" }, authority: server.authority });
  writeFileSync(join(bench.folder, name), "");
  truncateSync(join(bench.folder, name), 51 * 1024 * 1024);
  await bench.openFile("plain.trace");
  await bench.runCommand("Trace Auditor: Audit All Trace Files in the Workspace");
  const message = (await bench.message("Larger than")).locator(".notification-list-item-message");
  expect(await message.locator("a").count()).toBe(0);
  expect(await message.locator(".codicon").count()).toBe(0);
  expect(await message.innerText()).toContain("[Fix it] (command:workbench");
});
