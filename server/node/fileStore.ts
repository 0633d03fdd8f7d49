import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FileFailure } from "../core/host/byteSource";
import type { FileStore } from "../core/host/fileStore";

/** The files of this machine. */
export const nodeFiles: FileStore = {
  async read(uri) {
    try {
      return await readFile(fileURLToPath(uri), "utf8");
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return undefined;
      throw new FileFailure(code, message);
    }
  },
};
