import { open, readdir, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ChangedMeanwhile } from "../core/host/changedMeanwhile";

/** What a file was when it was read: by it one sees whether somebody has written it since. */
export interface FileState {
  /** Where it really lies, links followed. */
  readonly path: string;
  readonly mode: number;
  readonly owner: { readonly user: number; readonly group: number };
  readonly mark: string;
  /** Does it begin with a byte-order mark? */
  readonly hasMark: boolean;
}

/** @throws what the file system throws */
export async function fileState(path: string): Promise<FileState> {
  const real = await realpath(path);
  const file = await open(real, "r");
  try {
    const { mode, dev, ino, size, mtimeNs, uid, gid } = await file.stat({ bigint: true });
    const head = Buffer.alloc(3);
    await file.read(head, 0, 3, 0);
    return {
      path: real,
      mode: Number(mode & 0o7777n),
      owner: { user: Number(uid), group: Number(gid) },
      mark: [dev, ino, size, mtimeNs].join(" "),
      hasMark: head.equals(Buffer.from([0xef, 0xbb, 0xbf])),
    };
  } finally {
    await file.close();
  }
}

/**
 * Puts new content into a file: written beside it, made safe on the disk, and put in its place at once, so that whenever
 * the process ends, the file is the old one or the new one.
 *
 * A process that is killed amid that leaves its temporary file; the next one that replaces the same file removes it.
 *
 * @param state what the file was when it was read.
 * @throws ChangedMeanwhile, or what the file system throws; the file is as it was then.
 */
export async function replaceFile(content: string | Uint8Array, state: FileState): Promise<void> {
  const folder = dirname(state.path);
  await removeAbandoned(state.path);
  // The global crypto is loaded when it is used, and the module with whoever imports it.
  const unique = crypto.randomUUID().slice(0, 8);
  const beside = join(folder, `.${basename(state.path)}.${process.pid}-${unique}.tmp`);
  try {
    const file = await open(beside, "wx", state.mode);
    try {
      await file.writeFile(content, "utf8");
      // Only who may give files away can; for all others it is theirs already.
      await file.chown(state.owner.user, state.owner.group).catch(() => undefined);
      // What the process may create is narrowed by its umask.
      await file.chmod(state.mode);
      await file.sync();
    } finally {
      await file.close();
    }
    const { dev, ino, size, mtimeNs } = await stat(state.path, { bigint: true });
    if ([dev, ino, size, mtimeNs].join(" ") !== state.mark) throw new ChangedMeanwhile();
    await rename(beside, state.path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** A temporary file is left behind for good once its process is gone, on this machine or another that shares the folder. */
const abandonedAfter = 60_000;

/** Removes temporary files beside a file that were left by processes that ended while they wrote it. */
async function removeAbandoned(path: string): Promise<void> {
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

/** Makes the new name last, where the system can do that for a folder. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows cannot; the file is in its place all the same.
  }
}
