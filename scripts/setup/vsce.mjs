/** Microsoft's packager for extensions, pinned by scripts/vsce/package.json. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./cacheFolder.mjs";
import { installationKey, installLocked, installOnce } from "./installOnce.mjs";
import { say } from "./process.mjs";
import { root } from "./project.mjs";

const manifestFolder = join(root, "scripts", "vsce");

/**
 * Finds vsce in the cache, or installs it there.
 * @returns {Promise<string>} the script to run with Node.
 */
export async function ensureVsce() {
  const folder = cacheFolder("vsce", installationKey(manifestFolder));
  const script = join(folder, "node_modules", "@vscode", "vsce", "vsce");
  if (existsSync(script)) return script;
  say(`Installing vsce from npm (once; 110 MB on disk) into ${folder}`);
  // Its optional dependencies are for signing in to the marketplace, which packing does not need.
  await installOnce(folder, (draft) => installLocked("vsce", manifestFolder, draft, ["--omit=optional"]));
  return script;
}
