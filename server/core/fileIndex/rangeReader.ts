import { ChangedMeanwhile } from "../host/changedMeanwhile";
import { type Disk, type DiskFile, type FileMark, sameMark } from "../host/disk";
import { streamOf } from "../host/byteStream";
import type { ReadingPorts } from "../records/stream/openRecords";
import { changeOf, type FileProbe } from "./fileChange";
import { unpackedFile } from "./unpackedFile";

/** Reads ranges of one state of a file; of a packed file, ranges of its unpacked content. */
export interface RangeReader {
  /** @throws ChangedMeanwhile if the file has changed since; and errors of the file system */
  read(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The file on the disk: opened for each range, so that others can replace it at any time. A file that only grew still has
 * its ranges: whoever writes a line each millisecond keeps nobody from reading.
 */
export class PlainReader implements RangeReader {
  /** @param grown is called when the file has grown */
  constructor(
    private readonly disk: Disk,
    private readonly uri: string,
    private readonly mark: FileMark,
    private readonly probe: () => FileProbe | undefined,
    private readonly grown: () => void,
  ) {}

  async read(start: number, end: number): Promise<Uint8Array> {
    const file = await this.disk.open(this.uri);
    try {
      if (!sameMark(file.mark, this.mark)) {
        const probe = this.probe();
        const isKnown = probe !== undefined && sameMark(probe.mark, this.mark);
        if (!isKnown || (await changeOf(probe, file)) !== "grew") throw new ChangedMeanwhile();
        this.grown();
      }
      return await file.read(start, end - start);
    } finally {
      await file.close();
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/**
 * A packed file: to reach a range, everything before it must be unpacked. Ranges that are read in order need only one
 * pass.
 */
export class PackedReader implements RangeReader {
  private pass: { readonly file: DiskFile; readonly pieces: AsyncIterator<Uint8Array, undefined> } | undefined;
  /** The bytes of this pass that are unpacked but not yet skipped, and their offset. */
  private held: Uint8Array = new Uint8Array(0);
  private at = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly disk: Disk,
    private readonly uri: string,
    private readonly mark: FileMark,
    private readonly ports: Pick<ReadingPorts, "inflate">,
  ) {}

  read(start: number, end: number): Promise<Uint8Array> {
    const read = this.last.then(() => this.readNext(start, end));
    this.last = read.catch(() => undefined);
    return read;
  }

  async close(): Promise<void> {
    await this.last;
    await this.endPass();
  }

  private async readNext(start: number, end: number): Promise<Uint8Array> {
    if (this.pass === undefined || start < this.at) await this.begin();
    const bytes = new Uint8Array(end - start);
    for (let filled = 0; filled < bytes.length;) {
      if (this.at + this.held.length <= start + filled) {
        await this.next();
        continue;
      }
      const from = start + filled - this.at;
      const piece = this.held.subarray(from, from + bytes.length - filled);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  private async begin(): Promise<void> {
    await this.endPass();
    const file = await openMarked(this.disk, this.uri, this.mark);
    const unpacked = await unpackedFile(file, this.ports, () => undefined);
    const pieces = (unpacked?.content ?? streamOf(file))[Symbol.asyncIterator]();
    this.pass = { file, pieces: pieces as AsyncIterator<Uint8Array, undefined> };
  }

  private async next(): Promise<void> {
    this.at += this.held.length;
    this.held = new Uint8Array(0);
    const next = await this.pass?.pieces.next();
    if (next?.done !== false) throw new ChangedMeanwhile();
    this.held = next.value;
  }

  private async endPass(): Promise<void> {
    const { pass } = this;
    this.pass = undefined;
    this.held = new Uint8Array(0);
    this.at = 0;
    await pass?.pieces.return?.();
    await pass?.file.close();
  }
}

async function openMarked(disk: Disk, uri: string, mark: FileMark): Promise<DiskFile> {
  const file = await disk.open(uri);
  if (sameMark(file.mark, mark)) return file;
  await file.close();
  throw new ChangedMeanwhile();
}
