/** The cache for large things that several checkouts share and that npm start and npm test get on demand. */
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * @param {...string} path below our cache.
 * @returns {string} an absolute path; nothing is created there.
 */
export function cacheFolder(...path) {
  return join(base(), "trace-auditor", ...path);
}

function base() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === "win32" && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return join(homedir(), ".cache");
}
