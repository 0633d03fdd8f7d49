import { open, stat } from "node:fs/promises";
import { FileFailure, type ByteSource } from "../core/host/byteSource";

/** A file of this machine, to be read at any place, until it is closed. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** What the process was given open by its shell (`<(zcat …)`): whoever named it knows that it is no file. */
const givenOpen = /^\/(?:dev\/(?:stdin$|fd\/)|proc\/self\/fd\/)/;

/**
 * Opens a regular file; undefined for a pipe that the shell opened, which can be read only once and in order.
 *
 * @throws FileFailure for another pipe or a device, whose reading may never begin or never end; what the file system throws
 */
export async function openFileSource(path: string): Promise<FileSource | undefined> {
  // Before it is opened: opening a pipe waits for whoever writes to it.
  const kind = await stat(path);
  if (!kind.isFile() && !kind.isDirectory() && !givenOpen.test(path)) {
    throw new FileFailure("ENOTFILE", "it is a pipe or a device, not a file. What it gives can be read with `-`");
  }
  const file = await open(path);
  const state = await file.stat();
  if (!state.isFile()) {
    await file.close();
    return undefined;
  }
  return {
    size: state.size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      const wanted = Math.max(0, Math.min(length, state.size - offset));
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
