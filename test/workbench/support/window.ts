/** One window for the tests of a describe: to open one takes as long as most of them. */
import { afterAll, afterEach } from "vitest";
import { Workbench, type Files, type WindowOptions } from "./workbench";

/**
 * Registers what opens and closes the window.
 * @param authority gives host and port of another server than the one of all tests, once a test runs
 * @returns what gives a test the window with nothing open in it, and its files in the workspace. No two tests may call a
 * file the same: VS Code remembers what it has read. After a test that failed the next one gets a new window.
 */
export function useWindow(
  options: WindowOptions = {},
  authority?: () => string,
): (files?: Files) => Promise<Workbench> {
  let bench: Workbench | undefined;
  const used = new Set<string>();

  async function close(): Promise<void> {
    await bench?.close();
    bench = undefined;
    used.clear();
  }

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    await bench?.screenshot(`failed-${task.name.replace(/\W+/g, "-")}`);
    await close();
  });
  afterAll(close);

  return async (files = {}) => {
    const again = Object.keys(files).find((path) => used.has(path));
    if (again !== undefined) throw new Error(`Another test in this window has a file ${again}, too.`);
    for (const path of Object.keys(files)) used.add(path);
    if (bench === undefined) {
      const other = authority === undefined ? {} : { authority: authority() };
      bench = await Workbench.open({ ...options, ...other, files: { ...options.files, ...files } });
    } else await bench.startOver(files);
    return bench;
  };
}
