/** Some consecutive records of a file: what is read, audited and told at once. Plain data, so any thread can take it. */
export interface RecordBatch {
  /** The records with what stands between them: in UTF-8, or as text. */
  readonly content: Uint8Array | string;
  /** Where each record begins and ends in `content`, in turn. */
  readonly spans: Uint32Array;
  /** Number of the first record in the file, from 0. */
  readonly firstRecord: number;
  /** How many records each of the texts holds that `spans` cuts; absent: each is one. */
  readonly counts?: Uint32Array;
  /** Where the content begins in the file: line and UTF-16 character, from 0. */
  readonly firstLine: number;
  readonly firstCharacter: number;
  /**
   * Where the content begins in the file, in bytes; of a packed file in what is unpacked. Undefined where the content is
   * text: bytes that are no UTF-8 would not be counted right.
   */
  readonly firstByte: number | undefined;
  /** Lines that end in the content, the file's last one without a line end among them. */
  readonly lines: number;
  /** The last record is a line without a line end: whatever writes the file may still be at it. */
  readonly unfinished: boolean;
  /** Records that are longer than what is read: their numbers in the batch, and how long they are. */
  readonly tooLong: readonly { readonly record: number; readonly bytes: number }[];
}

/** How a file is cut. */
export interface CutOptions {
  /** Bytes that a batch has at least, if the file has so many left. */
  readonly size: number;
  /** Hand on whatever is whole as soon as it has come, however little it is. */
  readonly live: boolean;
  /** Hand on what stands behind the last record too, in batches without records: for who writes the file anew. */
  readonly whole: boolean;
  /** Bytes of the longest record that is read. A longer one is told and passed over. */
  readonly longest: number;
  /** Number of the first record and the first line, and how many bytes of the file are before what is cut. */
  readonly firstRecord: number;
  readonly firstLine: number;
  readonly firstByte: number;
  /** Memory for a batch: a host may take what threads share. */
  readonly allocate: (length: number) => Uint8Array;
  /**
   * The piece with so many bytes of its memory before it, which may be written over; undefined where they are not free. A host
   * that reads into memory that batches may keep leaves some free: there the line goes that the piece before it cut off, and
   * nothing else is copied.
   */
  readonly withRoom: (piece: Uint8Array, length: number) => Uint8Array | undefined;
  /** Sees all that is read, and on which line it begins. */
  readonly check: (bytes: Uint8Array, firstLine: number) => void;
  /** Is told what is wrong with the stream as a whole: a sentence. */
  readonly tell: (problem: string) => void;
}

/** Bytes of the longest record that is read where nobody says otherwise. */
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
