import { createWriteStream, type WriteStream } from "node:fs";
import { chmod, realpath, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { FileFailure } from "../core/host/byteSource";
import { keepAttributes, refuseUnreplaceable } from "./keptAttributes";
import { removeAbandoned, syncFolder, temporaryBeside } from "./replaceFile";

/**
 * A file that is written from its beginning, over one that may be there, and takes its place once all is written: until
 * then, and where writing fails or the process is killed, the old one stays.
 */
export class WholeFile {
  private constructor(
    readonly stream: WriteStream,
    private readonly path: string,
    private readonly beside: string,
    private readonly old: { readonly mode: number; readonly uid: number; readonly gid: number } | undefined,
  ) {}

  /**
   * @param path a link's file is replaced, not the link
   * @throws FileFailure where something else than a file is there, or one whose place a new one cannot take; what the
   * file system throws
   */
  static async begin(path: string): Promise<WholeFile> {
    const real = await realpath(path).catch(ifMissing(path));
    const old = await stat(real).catch(ifMissing(undefined));
    if (old?.isDirectory() === true) throw new FileFailure("EISDIR", "it is a folder");
    if (old?.isFile() === false) throw new FileFailure("ENOTFILE", "it is a pipe or a device, not a file");
    if (old !== undefined) await refuseUnreplaceable(real, old.mode, old.nlink);
    await removeAbandoned(real);
    const beside = temporaryBeside(real);
    const mode = old === undefined ? 0o666 : old.mode & 0o7777;
    return new WholeFile(createWriteStream(beside, { flags: "wx", mode, flush: true }), real, beside, old);
  }

  /** Puts it in its place, all of it on the disk. The stream's error, if it has one, is the caller's to look at first. */
  async commit(): Promise<void> {
    const { stream, path, beside, old } = this;
    await new Promise<void>((resolve, reject) => {
      stream.once("error", reject);
      stream.end((error?: Error | null) => (error ? reject(error) : resolve()));
    });
    if (old !== undefined) {
      await keepAttributes(path, { user: old.uid, group: old.gid }, beside);
      // The umask narrows the permissions of new files.
      await chmod(beside, old.mode & 0o7777);
    }
    await rename(beside, path);
    await syncFolder(dirname(path));
  }

  /** Leaves what is there as it is. */
  async abandon(): Promise<void> {
    this.stream.destroy();
    await unlink(this.beside).catch(() => undefined);
  }
}

function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code !== "ENOENT") throw error;
    return instead;
  };
}
