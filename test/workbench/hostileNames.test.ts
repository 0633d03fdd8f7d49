/** In a workspace that nobody trusts, a file's name is no link in a notification: it would run any command of VS Code. */
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { useOwnServer } from "./support/ownServer";
import { Workbench } from "./support/workbench";

const authority = useOwnServer({ asksForTrust: true });
let bench: Workbench | undefined;
afterAll(() => bench?.close());

const name = "[Fix it](command:workbench.action.openSettings?%22owned%22) $(alert) x.jsonl";

it("is shown as it reads", async () => {
  bench = await Workbench.open({ files: { "plain.trace": "<think> a" }, authority: authority() });
  writeFileSync(join(bench.folder, name), "");
  truncateSync(join(bench.folder, name), 51 * 1024 * 1024);
  await bench.openFile("plain.trace");
  await bench.runCommand("Trace Auditor: Audit All Trace Files in the Workspace");
  const message = (await bench.message("Larger than")).locator(".notification-list-item-message");
  expect(await message.locator("a").count()).toBe(0);
  expect(await message.locator(".codicon").count()).toBe(0);
  expect(await message.innerText()).toContain("[Fix it] (command:workbench");
});
