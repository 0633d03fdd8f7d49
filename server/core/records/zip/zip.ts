import { Reader, ZipReader, type Entry } from "@zip.js/zip.js/lib/zip-core-custom.js";
import type { ByteSource } from "../../host/byteSource";
import { TooMuchData, type Inflate } from "../../host/inflate";
import { readAhead } from "./readAhead";
import { unzstd } from "./zstd";

/** A file in a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** In bytes, as the archive says; it may be wrong. */
  readonly size: number;
  /**
   * Its bytes.
   *
   * @throws ArchiveFailure if they cannot be read
   */
  read(maxBytes: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Why an archive, or a file in it, cannot be read, in words. */
export class ArchiveFailure extends Error {
  override readonly name = "ArchiveFailure";
}

/** The most files in an archive. No log has more, and each costs memory. */
const maxEntries = 1_000_000;

/**
 * The files of a zip archive, by its directory. Only the directory is read now; each file is read on demand.
 *
 * @throws ArchiveFailure if there is no directory: the archive is cut off, or this is no archive
 */
export async function zipEntries(source: ByteSource, inflate: Inflate, signal?: AbortSignal): Promise<ZipEntry[]> {
  const zip = new ZipReader(new SourceReader(source, signal));
  const files = readAhead(source);
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      signal?.throwIfAborted();
      if (entries.length === maxEntries) throw new ArchiveFailure(`It has more than ${maxEntries} files.`);
      if (!entry.directory) entries.push(new FileInZip(files, entry, inflate));
    }
  } catch (error) {
    if (error instanceof ArchiveFailure || signal?.aborted === true) throw error;
    throw new ArchiveFailure(
      `The zip archive cannot be read (${messageOf(error)}): what writes it may still be running or was stopped, or it was copied in part.`,
    );
  }
  return entries;
}

const stored = 0;
const deflated = 8;
/** WinZip's and PKWARE's number for Zstandard. */
const zstandard = 93;

/** Holds of the library's entry only what is needed: its fifty fields would cost more than unpacking a small file. */
class FileInZip implements ZipEntry {
  readonly name: string;
  readonly size: number;
  private readonly packedSize: number;
  private readonly method: number;
  private readonly isEncrypted: boolean;
  /** Of its local header. */
  private readonly offset: number;
  /** In bytes. */
  private readonly nameLength: number;

  constructor(
    private readonly source: ByteSource,
    entry: Entry,
    private readonly inflate: Inflate,
  ) {
    this.name = entry.filename;
    this.size = entry.uncompressedSize;
    this.packedSize = entry.compressedSize;
    this.method = entry.compressionMethod;
    this.isEncrypted = entry.encrypted;
    this.offset = entry.offset;
    this.nameLength = entry.rawFilename.length;
  }

  async read(maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { name } = this;
    if (this.isEncrypted) throw new ArchiveFailure(`${name} is encrypted.`);
    // A stored file is never much larger than its unpacked content.
    if (this.packedSize > maxBytes + 1_000_000 || this.size > maxBytes) throw tooLarge(name, maxBytes);
    try {
      const raw = await this.rawBytes(signal);
      switch (this.method) {
        case stored:
          if (raw.length !== this.size) throw new Error("its header and the directory differ");
          // Others may share its memory.
          return raw.slice();
        case deflated:
          return await this.inflate.raw(raw, this.size);
        case zstandard:
          return unzstd(raw, this.size);
        default:
          throw new ArchiveFailure(`${name} is compressed by a method (${this.method}) that is not known here.`);
      }
    } catch (error) {
      if (error instanceof ArchiveFailure || signal?.aborted === true) throw error;
      if (error instanceof TooMuchData)
        throw new ArchiveFailure(`${name} unpacks to more than the ${this.size} bytes that the archive says.`);
      throw new ArchiveFailure(`${name} cannot be unpacked: ${messageOf(error)}.`);
    }
  }

  /**
   * Its packed bytes, in one range: they follow its local header, whose names may be longer than the directory's. (The
   * library's own way goes through streams, which costs more than unpacking a small file.)
   */
  private async rawBytes(signal: AbortSignal | undefined): Promise<Uint8Array> {
    const { offset, packedSize } = this;
    const bytes = await this.source.read(offset, localHeader + this.nameLength + usualExtra + packedSize, signal);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < localHeader || view.getUint32(0, true) !== localSignature)
      throw new Error("its header is missing");
    if (view.getUint16(8, true) !== this.method) throw new Error("its header and the directory differ");
    const start = localHeader + view.getUint16(26, true) + view.getUint16(28, true);
    const found = bytes.subarray(start, start + packedSize);
    const whole = found.length === packedSize ? found : await this.source.read(offset + start, packedSize, signal);
    if (whole.length < packedSize) throw new Error("the archive ends within it");
    return whole;
  }
}

function tooLarge(name: string, maxBytes: number): ArchiveFailure {
  return new ArchiveFailure(
    `${name} comes to more than ${Math.round(maxBytes / 1e6)} MB unpacked, which is not held in memory.`,
  );
}

const localHeader = 30;
const localSignature = 0x04034b50;
/** What archivers write behind a name: times, owners, sizes beyond 32 bits. */
const usualExtra = 64;

/** Reads a zip archive's ranges from a byte source. */
class SourceReader extends Reader<ByteSource> {
  constructor(
    private readonly source: ByteSource,
    private readonly signal: AbortSignal | undefined,
  ) {
    super(source);
    this.size = source.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.source.read(index, length, this.signal);
    return new Uint8Array(bytes);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
