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

class FileInZip implements ZipEntry {
  readonly name: string;
  readonly size: number;

  constructor(
    private readonly source: ByteSource,
    private readonly entry: Entry & { readonly directory: false },
    private readonly inflate: Inflate,
  ) {
    this.name = entry.filename;
    this.size = entry.uncompressedSize;
  }

  async read(maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { entry, name } = this;
    if (entry.encrypted) throw new ArchiveFailure(`${name} is encrypted.`);
    // A stored file is never much larger than its unpacked content.
    if (entry.compressedSize > maxBytes + 1_000_000 || this.size > maxBytes) throw tooLarge(name, maxBytes);
    try {
      const raw = await rawBytes(this.source, entry, signal);
      switch (entry.compressionMethod) {
        case stored:
          if (raw.length !== this.size) throw new Error("its header and the directory differ");
          // Others may share its memory.
          return raw.slice();
        case deflated:
          return await this.inflate.raw(raw, maxBytes);
        case zstandard:
          return unzstd(raw, maxBytes);
        default:
          throw new ArchiveFailure(
            `${name} is compressed by a method (${entry.compressionMethod}) that is not known here.`,
          );
      }
    } catch (error) {
      if (error instanceof ArchiveFailure || signal?.aborted === true) throw error;
      if (error instanceof TooMuchData) throw tooLarge(name, maxBytes);
      throw new ArchiveFailure(`${name} cannot be unpacked: ${messageOf(error)}.`);
    }
  }
}

function tooLarge(name: string, maxBytes: number): ArchiveFailure {
  return new ArchiveFailure(
    `${name} comes to more than ${Math.round(maxBytes / 1e6)} MB unpacked, which is not held in memory.`,
  );
}

/**
 * A file's packed bytes, in one range: they follow its local header, whose names may be longer than the directory's.
 * (The library's own way goes through streams, which costs more than unpacking a small file.)
 */
async function rawBytes(source: ByteSource, entry: Entry, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const { offset, compressedSize, rawFilename } = entry;
  const wanted = localHeader + rawFilename.length + usualExtra + compressedSize;
  const bytes = await source.read(offset, wanted, signal);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < localHeader || view.getUint32(0, true) !== localSignature)
    throw new Error("its header is missing");
  if (view.getUint16(8, true) !== entry.compressionMethod) throw new Error("its header and the directory differ");
  const start = localHeader + view.getUint16(26, true) + view.getUint16(28, true);
  const found = bytes.subarray(start, start + compressedSize);
  const rest = compressedSize - found.length;
  const whole = rest === 0 ? found : await source.read(offset + start, compressedSize, signal);
  if (whole.length < compressedSize) throw new Error("the archive ends within it");
  return whole;
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
