import { open } from "node:fs/promises";
import { FileFailure, type ByteSource } from "../core/host/byteSource";

/** A file of this machine, to be read at any place, until it is closed. */
export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** Opens a regular file; undefined for a pipe or a device, which can be read only once and in order. */
export async function openFileSource(path: string): Promise<FileSource | undefined> {
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
