/** Opens the user's own browser, if this machine has a screen. */
import { spawn } from "node:child_process";

/** @returns {boolean} */
export function canOpenBrowser() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/** @param {string} url */
export async function openBrowser(url) {
  const [command, args] = opener(url);
  await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "ignore", detached: true });
    // Without a browser nothing is lost: the address has been printed.
    child.once("error", resolve);
    child.once("spawn", () => {
      child.unref();
      resolve(undefined);
    });
  });
}

/**
 * @param {string} url
 * @returns {[string, string[]]}
 */
function opener(url) {
  if (process.platform === "darwin") return ["open", [url]];
  if (process.platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", url]];
  return ["xdg-open", [url]];
}
