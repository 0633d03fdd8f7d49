import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { mkdir, open, readdir, type FileHandle } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { FileFailure } from "../core/host/byteSource";
import { whyUnwritable } from "../core/host/whyUnwritable";
import type { AppendLog, LinePlace, StoredLine } from "../core/host/appendLog";

const lineFeed = 0x0a;
/** We write no longer lines. */
const longestLine = 64 * 1024 * 1024;

/** A folder of JSONL files. Each has one process that appends to it; only the owner can read them. */
export class LogFolder implements AppendLog {
  private own: Promise<FileHandle> | undefined;
  private readonly file = `${new Date().toISOString().replace(/[:.]/g, "-")}-${process.pid}-${randomUUID().slice(0, 8)}.jsonl`;
  private size = 0;
  /** Lines that wait for the current write, and are written right after it. */
  private waiting: Buffer[] = [];
  private next: Promise<void> | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly readers = new Map<string, Promise<FileHandle>>();

  constructor(private readonly folder: string) {}

  async *lines(): AsyncGenerator<StoredLine> {
    for (const file of await this.files()) yield* linesOf(this.folder, file);
  }

  async read({ file, offset, length }: LinePlace): Promise<string> {
    let reader = this.readers.get(file);
    if (reader === undefined) this.readers.set(file, (reader = open(join(this.folder, file), "r")));
    const { buffer, bytesRead } = await (await reader).read(Buffer.alloc(length), 0, length, offset);
    return buffer.toString("utf8", 0, bytesRead);
  }

  async append(line: string): Promise<LinePlace> {
    const bytes = Buffer.from(`${line}\n`);
    const place = { file: this.file, offset: this.size, length: bytes.length - 1 };
    this.size += bytes.length;
    this.waiting.push(bytes);
    if (this.next === undefined) {
      // Answers come in bursts: those of one turn are one write.
      this.next = Promise.all([this.last, nextTurn()]).then(() => this.write());
      this.last = this.next;
    }
    await this.next;
    return place;
  }

  async close(): Promise<void> {
    await this.last.catch(() => undefined);
    const handles = [...this.readers.values(), ...(this.own === undefined ? [] : [this.own])];
    await Promise.all(handles.map(async (handle) => (await handle).close()));
  }

  /** After a failed write, places are no longer known, so all later writes fail too. */
  private async write(): Promise<void> {
    const bytes = Buffer.concat(this.waiting);
    this.waiting = [];
    this.next = undefined;
    try {
      const handle = await (this.own ??= this.create());
      await handle.writeFile(bytes);
    } catch (error) {
      const why = `the history in ${this.folder} cannot be written: ${whyUnwritable(error)}`;
      throw new FileFailure((error as NodeJS.ErrnoException).code ?? "", why);
    }
  }

  private async create(): Promise<FileHandle> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return open(join(this.folder, this.file), "ax", 0o600);
  }

  private async files(): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.endsWith(".jsonl")).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
}

async function* linesOf(folder: string, file: string): AsyncGenerator<StoredLine> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of createReadStream(join(folder, file)) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      if (end > start) yield lineAt(file, bytes, start, end, offset);
      start = end + 1;
    }
    offset += start;
    rest = bytes.subarray(start);
    if (rest.length > longestLine) return;
  }
  if (rest.length > 0) yield lineAt(file, rest, 0, rest.length, offset);
}

function lineAt(file: string, bytes: Buffer, start: number, end: number, offset: number): StoredLine {
  return {
    text: bytes.toString("utf8", start, end),
    place: { file, offset: offset + start, length: end - start },
  };
}

/** The default folder of a user's judgements; the editor and the command line share it. */
export function usualHistoryFolder(env: NodeJS.ProcessEnv = process.env): string {
  const at = (base: string): string => join(base, "trace-auditor", "judgements");
  if (platform() === "win32") return at(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"));
  const state = env["XDG_STATE_HOME"];
  if (state !== undefined && state.startsWith("/")) return at(state);
  return platform() === "darwin"
    ? at(join(homedir(), "Library", "Application Support"))
    : at(join(homedir(), ".local", "state"));
}
