import { open, stat } from "node:fs/promises";
import { FileFailure } from "../core/host/byteSource";
import type { DiskFile } from "../core/host/disk";
import { markOf } from "./replaceFile";

/** What the process was given open by its shell (`<(zcat …)`): whoever named it knows that it is no file. */
const givenOpen = /^\/(?:dev\/(?:stdin$|fd\/)|proc\/self\/fd\/)/;

/**
 * Opens a regular file; undefined for a folder, and for a pipe that the shell opened, which can be read only once and in
 * order.
 *
 * @throws FileFailure for another pipe or a device, whose reading may never begin or never end; what the file system throws
 */
export async function openFileSource(path: string): Promise<DiskFile | undefined> {
  // Before it is opened: opening a pipe waits for whoever writes to it.
  const kind = await stat(path);
  if (!kind.isFile() && !kind.isDirectory() && !givenOpen.test(path)) {
    throw new FileFailure("ENOTFILE", "it is a pipe or a device, not a file. Its data can be read with `-`");
  }
  const file = await open(path);
  const state = await file.stat({ bigint: true });
  if (!state.isFile()) {
    await file.close();
    return undefined;
  }
  const mark = markOf(state);
  return {
    mark,
    size: mark.size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      const wanted = Math.max(0, Math.min(length, mark.size - offset));
      const memory = new Uint8Array(wanted);
      let read = 0;
      while (read < wanted) {
        const { bytesRead } = await file.read(memory, read, wanted - read, offset + read);
        if (bytesRead === 0) throw new FileFailure("ESHORTER", "it has become shorter while it was read");
        read += bytesRead;
      }
      return memory;
    },
    close: () => file.close(),
  };
}
