/** The suite in desktop VS Code, which @vscode/test-electron downloads, with the extension as this checkout has built it. */
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { cacheFolder } from "../../scripts/setup/cacheFolder.mjs";
import { main, SetupError } from "../../scripts/setup/process.mjs";
import { installExtension } from "../../scripts/vscode/extensionFolder.mjs";
import { prepareSuite } from "./support/prepare";

void main(async () => {
  const vscodeExecutablePath = await download();
  const suite = await prepareSuite();
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: installExtension(join(suite.folder, "extensions")),
    extensionTestsPath: suite.tests,
    extensionTestsEnv: suite.env,
    launchArgs: [suite.workspace, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
  }).catch((error: unknown) => {
    // The result tells which tests failed; this tells why there may be none.
    console.error(error instanceof Error ? error.message : error);
  });
  return suite.finish();
});

/** The download of an earlier run, or a new one. */
async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ version: "stable", cachePath: cacheFolder("desktop-vscode") });
  } catch (error) {
    throw new SetupError(
      `VS Code cannot be downloaded here (${error instanceof Error ? error.message : String(error)}).\n` +
        "`npm run test:vscode` runs the same suite in a VS Code that comes from npm.",
    );
  }
}
