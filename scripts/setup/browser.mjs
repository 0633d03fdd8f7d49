/**
 * Finds a Chromium for the tests: CHROME_PATH, an installed Chrome or Chromium, Playwright's own download, or Debian's
 * package if a CI machine lets us install it.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run, say, SetupError } from "./process.mjs";
import { root } from "./project.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

const places = {
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA].flatMap((base) =>
    base
      ? [
          join(base, "Google", "Chrome", "Application", "chrome.exe"),
          join(base, "Microsoft", "Edge", "Application", "msedge.exe"),
        ]
      : [],
  ),
};

/** Where Playwright's browsers come from. */
const playwrightHost = "https://cdn.playwright.dev";

/**
 * @returns {Promise<string>} the path of a browser that starts.
 * @throws {SetupError} with the command that installs one.
 */
export async function ensureBrowser() {
  if (process.env.CHROME_PATH) {
    if (!existsSync(process.env.CHROME_PATH))
      throw new SetupError(`CHROME_PATH names no file: ${process.env.CHROME_PATH}`);
    return process.env.CHROME_PATH;
  }
  return installed() ?? (await downloaded()) ?? (await fromDebian()) ?? fail();
}

/** @returns {string | undefined} */
function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath =
    process.platform === "win32" ? [] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const known = process.platform === "darwin" ? places.darwin : process.platform === "win32" ? places.win32 : [];
  return [...onPath, ...known].find((path) => existsSync(path));
}

/** Playwright's own build: from an earlier run, or downloaded if its host answers. */
async function downloaded() {
  const { chromium } = await import("playwright-core");
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  try {
    await fetch(playwrightHost, { method: "HEAD", signal: AbortSignal.timeout(5000) });
  } catch {
    return undefined;
  }
  say("Downloading Chromium for the tests (Playwright's build)");
  await run(process.execPath, [join(root, "node_modules", "playwright-core", "cli.js"), "install", "chromium"]);
  return existsSync(path) ? path : undefined;
}

/** Installs a system package, but never on a person's own machine. */
async function fromDebian() {
  if (process.env.CI !== "true" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  say("Installing Debian's chromium (running as root in CI)");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update", "-qq"], { env, quiet: true });
  const { code, output } = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    env,
    quiet: true,
  });
  if (code !== 0)
    throw new SetupError(`apt-get could not install chromium:\n${output.trim().split("\n").slice(-10).join("\n")}`);
  return installed();
}

/** @returns {never} */
function fail() {
  throw new SetupError(
    [
      "The tests in the real editor need a Chrome or Chromium, and none was found.",
      "  Debian, Ubuntu:  sudo apt-get install chromium",
      "  Elsewhere:       npx playwright-core install chromium",
      "or set CHROME_PATH to one. `npm run test:fast` runs what needs no browser.",
    ].join("\n"),
  );
}
