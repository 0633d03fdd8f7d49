import type { BigIntStats } from "node:fs";
import { type FileHandle, open, readdir, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { FileFailure } from "../core/host/byteSource";
import { ChangedMeanwhile } from "../core/host/changedMeanwhile";
import { type FileMark, sameMark } from "../core/host/disk";
import { keepAttributes, refuseUnreplaceable } from "./keptAttributes";

/** The state of a file when it was read, to see whether another program has written it since. */
export interface FileState {
  /** Its real path, after following links. */
  readonly path: string;
  readonly mode: number;
  /** How many names it has. */
  readonly links: number;
  readonly owner: { readonly user: number; readonly group: number };
  readonly mark: FileMark;
  /** Does it begin with a byte-order mark? */
  readonly hasMark: boolean;
  /** Is it packed, by gzip or zstd? */
  readonly isPacked: boolean;
}

export function markOf({ dev, ino, size, mtimeNs }: BigIntStats): FileMark {
  return { identity: `${dev} ${ino}`, size: Number(size), written: String(mtimeNs) };
}

/** @throws FileFailure where it is no regular file; what the file system throws */
export async function fileState(path: string): Promise<FileState> {
  const real = await realpath(path);
  const kind = await stat(real);
  if (kind.isDirectory()) throw new FileFailure("EISDIR", "it is a folder");
  if (!kind.isFile()) throw new FileFailure("ENOTFILE", "it is a pipe or a device, not a file");
  const file = await open(real, "r");
  try {
    const stats = await file.stat({ bigint: true });
    const { mode, nlink, uid, gid } = stats;
    const head = Buffer.alloc(3);
    await file.read(head, 0, 3, 0);
    const magic = head.toString("hex");
    return {
      path: real,
      mode: Number(mode & 0o7777n),
      links: Number(nlink),
      owner: { user: Number(uid), group: Number(gid) },
      mark: markOf(stats),
      hasMark: magic === "efbbbf",
      isPacked: magic.startsWith("1f8b") || magic === "28b52f",
    };
  } finally {
    await file.close();
  }
}

/**
 * Puts new content into a file: it is written beside the file, flushed to the disk, and moved into place atomically, so
 * that the file is the old one or the new one whenever the process ends.
 *
 * A process that is killed in between leaves its temporary file; the next one that replaces the same file removes it.
 *
 * @param state the file's state when it was read.
 * @throws ChangedMeanwhile; FileFailure where the new file could not keep what the old one is beside its content; the
 * file system's errors. The file is then unchanged.
 */
export async function replaceFile(content: string | Uint8Array, state: FileState): Promise<void> {
  const replacement = await Replacement.begin(state);
  await replacement.write(typeof content === "string" ? Buffer.from(content) : content);
  await replacement.commit();
}

/** How many bytes are copied at a time. */
const pieceLength = 1 << 20;

/**
 * New content of a file while it is written, from the beginning: new pieces, and ranges of the old file. {@link commit}
 * puts it in place, like {@link replaceFile}. Any error removes the new content.
 */
export class Replacement {
  /** How many bytes of the old file were copied or skipped. */
  private read = 0;

  private constructor(
    private readonly state: FileState,
    private readonly beside: string,
    private readonly old: FileHandle,
    private readonly file: FileHandle,
  ) {}

  static async begin(state: FileState): Promise<Replacement> {
    await refuseUnreplaceable(state.path, state.mode, state.links);
    await removeAbandoned(state.path);
    const beside = temporaryBeside(state.path);
    const old = await open(state.path, "r");
    try {
      return new Replacement(state, beside, old, await open(beside, "wx", state.mode));
    } catch (error) {
      await old.close();
      throw error;
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.guarded(() => this.file.writeFile(bytes));
  }

  /** Copies the old file up to `start`, skips it up to `end`, and writes the bytes instead. */
  async replaceRange(start: number, end: number, bytes: Uint8Array): Promise<void> {
    await this.guarded(async () => {
      await this.copyTo(start);
      await this.file.writeFile(bytes);
      this.read = end;
    });
  }

  /** Copies the rest of the old file. */
  async copyRest(): Promise<void> {
    await this.guarded(() => this.copyTo(Infinity));
  }

  /**
   * Puts the new content in the file's place.
   *
   * @returns what the file is then
   */
  async commit(): Promise<FileMark> {
    const { state, file, beside } = this;
    const mark = await this.guarded(async () => {
      await keepAttributes(state.path, state.owner, beside);
      // The umask narrows the permissions of new files.
      await file.chmod(state.mode);
      await file.sync();
      const written = markOf(await file.stat({ bigint: true }));
      await this.close();
      if (!sameMark(markOf(await stat(state.path, { bigint: true })), state.mark)) throw new ChangedMeanwhile();
      await rename(beside, state.path);
      return written;
    });
    await syncFolder(dirname(state.path));
    return mark;
  }

  /** Leaves the file as it is. */
  async abandon(): Promise<void> {
    await this.close().catch(() => undefined);
    await unlink(this.beside).catch(() => undefined);
  }

  private async copyTo(end: number): Promise<void> {
    const memory = Buffer.allocUnsafe(Math.min(pieceLength, Math.max(0, end - this.read)));
    while (this.read < end) {
      const { bytesRead } = await this.old.read(memory, 0, Math.min(memory.length, end - this.read), this.read);
      if (bytesRead === 0) break;
      await this.file.writeFile(memory.subarray(0, bytesRead));
      this.read += bytesRead;
    }
    if (end !== Infinity && this.read < end) throw new ChangedMeanwhile();
  }

  private async close(): Promise<void> {
    await this.old.close();
    await this.file.close();
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }
}

/** The name of a file of ours beside one that it is to replace. */
export function temporaryBeside(path: string): string {
  // The global `crypto` is loaded when it is used; the module would be loaded with every importer.
  const unique = crypto.randomUUID().slice(0, 8);
  return join(dirname(path), `.${basename(path)}.${process.pid}-${unique}.tmp`);
}

/** A temporary file is orphaned once its process is gone, on this machine or on another one that shares the folder. */
const abandonedAfter = 60_000;

/** Removes temporary files that were left beside a file by processes that ended while writing it. */
export async function removeAbandoned(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  const names = await readdir(folder).catch(() => []);
  for (const each of names) {
    if (!each.startsWith(`.${name}.`)) continue;
    const writer = /^(\d+)-[0-9a-f]{8}\.tmp$/.exec(each.slice(name.length + 2))?.[1];
    if (writer === undefined || isAlive(Number(writer))) continue;
    const left = join(folder, each);
    const age = await stat(left).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfter) await unlink(left).catch(() => undefined);
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Flushes the new name to the disk, if the system can do that for a folder. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows cannot; the file is in its place anyway.
  }
}
