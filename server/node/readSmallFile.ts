import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { FileFailure } from "../core/host/byteSource";

/** Bytes of the longest file that is read as one text. */
const maxBytes = 8 << 20;

/** Opening a pipe waits for whoever writes to it, unless this is said. Windows knows no such pipes, nor the flag. */
const withoutWaiting = (constants as Readonly<Record<string, number | undefined>>)["O_NONBLOCK"] ?? 0;

/**
 * The text of a small regular file, read as UTF-8. A pipe, a device or a link to one is refused at once, since reading it
 * may never end; so is a file that is too long for what it is meant to be.
 *
 * @throws FileFailure, with the system's code, or `ENOTFILE` and `EFBIG` for what is refused
 */
export async function readSmallFile(path: string): Promise<string> {
  try {
    const file = await open(path, constants.O_RDONLY | withoutWaiting);
    try {
      const state = await file.stat();
      if (state.isDirectory()) throw new FileFailure("EISDIR", "it is a folder");
      if (!state.isFile()) throw new FileFailure("ENOTFILE", "it is a pipe or a device, not a file");
      if (state.size > maxBytes) {
        throw new FileFailure("EFBIG", `it has ${Math.ceil(state.size / (1 << 20))} MiB, and at most 8 MiB are read`);
      }
      return await file.readFile("utf8");
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FileFailure) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new FileFailure(code, message);
  }
}

/** {@link readSmallFile}, and undefined where there is no such file. */
export async function readSmallFileIfThere(path: string): Promise<string | undefined> {
  try {
    return await readSmallFile(path);
  } catch (error) {
    if (error instanceof FileFailure && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
    throw error;
  }
}
