/**
 * Some consecutive records of a file that are read, audited and reported together. Plain data, so any thread can take
 * it.
 */
export interface RecordBatch {
  /** The records and what is between them: in UTF-8, or as text. */
  readonly content: Uint8Array | string;
  /** The start and end of each record in `content`, alternating. */
  readonly spans: Uint32Array;
  /** Number of the first record in the file, from 0. */
  readonly firstRecord: number;
  /** How many records each text in `spans` holds; one each if absent. */
  readonly counts?: Uint32Array;
  /** Where the content begins in the file: line and UTF-16 character, from 0. */
  readonly firstLine: number;
  readonly firstCharacter: number;
  /**
   * Where the content begins in the file, in bytes; for a packed file, in the unpacked data. Undefined if the content
   * is text: bytes that are no UTF-8 would be counted wrong.
   */
  readonly firstByte: number | undefined;
  /** The number of lines that end in the content, including the file's last one if it has no line end. */
  readonly lines: number;
  /** The last record is a line without a line end, which may still be being written. */
  readonly unfinished: boolean;
  /** The record behind the last one, where the format looks ahead; absent if it is not known. */
  readonly next?: Uint8Array | string;
  /** Records that are too long to be read: their numbers in the batch, and their lengths. */
  readonly tooLong: readonly { readonly record: number; readonly bytes: number }[];
}

/** How a file is cut. */
export interface CutOptions {
  /** The fewest bytes of a batch, if the file has that many left. */
  readonly size: number;
  /** Yield whatever is complete as soon as it arrives, however little it is. */
  readonly live: boolean;
  /** Also yield what follows the last record, in batches without records, for code that rewrites the file. */
  readonly whole: boolean;
  /** Bytes of the longest record that is read. A longer one is reported and skipped. */
  readonly longest: number;
  /** Number of the first record and the first line, and how many bytes of the file precede what is cut. */
  readonly firstRecord: number;
  readonly firstLine: number;
  readonly firstByte: number;
  /** Memory for a batch; a host may use memory that threads share. */
  readonly allocate: (length: number) => Uint8Array;
  /**
   * Returns the piece extended by `length` writable bytes before it; undefined if those are not free. A host that reads
   * into memory that batches may keep leaves some free there. The line that the previous piece cut off is copied there,
   * and nothing else is copied.
   */
  readonly withRoom: (piece: Uint8Array, length: number) => Uint8Array | undefined;
  /** Called with all bytes that are read and the line that they begin on. */
  readonly check: (bytes: Uint8Array, firstLine: number) => void;
  /** Takes a sentence about a problem of the stream as a whole. */
  readonly tell: (problem: string) => void;
}

/** Bytes of the longest record that is read by default. */
export const longestRecord = 64 << 20;

export const cutByDefault: CutOptions = {
  size: 256 << 10,
  live: false,
  whole: false,
  longest: longestRecord,
  firstRecord: 0,
  firstLine: 0,
  firstByte: 0,
  allocate: (length) => new Uint8Array(length),
  withRoom: () => undefined,
  check: () => undefined,
  tell: () => undefined,
};

export function countRecords({ spans }: RecordBatch): number {
  return spans.length / 2;
}
