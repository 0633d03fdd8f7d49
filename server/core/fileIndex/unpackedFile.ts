import { FileFailure } from "../host/byteSource";
import { type ByteStream, streamOf } from "../host/byteStream";
import type { DiskFile } from "../host/disk";
import { asJsonl } from "../records/packed/asJsonl";
import { ContainerFailure } from "../records/packed/container";
import { openContainer } from "../records/packed/openContainer";
import { signatureLength, signatureOf } from "../records/reading/signatures";
import type { ReadingPorts } from "../records/stream/openRecords";
import { unpack } from "../records/stream/unpack";

/** The text that a file holds, where the file itself is none. It is read in one pass, from its start. */
export interface UnpackedFile {
  /** For people: "gzip", "Parquet table". */
  readonly kind: string;
  /** Whether each of its lines is a record. */
  readonly isLines: boolean;
  /** What is to be said of the file as a whole. */
  readonly notes: readonly string[];
  readonly content: ByteStream;
}

/**
 * Unpacks a file that is compressed, or a container of records (Parquet, Inspect's log in a zip). Memory is bounded by one
 * of its pieces: a row group, a sample. Undefined for plain text.
 *
 * @param tell takes a message about a part that cannot be read; the others are still read
 * @throws FileFailure if its kind is known and it cannot be read
 */
export async function unpackedFile(
  file: DiskFile,
  { inflate }: Pick<ReadingPorts, "inflate">,
  tell: (message: string) => void,
  signal?: AbortSignal,
): Promise<UnpackedFile | undefined> {
  const { packed } = signatureOf(await file.read(0, signatureLength, signal)) ?? {};
  if (packed !== undefined) {
    const content = unpack(streamOf(file, 0, signal), packed, inflate);
    return { kind: packed, isLines: false, notes: [], content };
  }
  try {
    const container = await openContainer(file, { inflate, tell }, signal);
    if (container === undefined) return undefined;
    const { title, notes } = container;
    return { kind: title, isLines: true, notes, content: asJsonl(container, () => undefined) };
  } catch (error) {
    if (error instanceof ContainerFailure) throw new FileFailure("ENOTTEXT", error.message);
    throw error;
  }
}
