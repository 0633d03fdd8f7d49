import { isAscii, isUtf8 } from "node:buffer";
import { InputFailure } from "../failure";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of bytes in UTF-8; those that are none become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  // Most chunks are plain ASCII, which needs no decoding: several times as fast.
  return isAscii(bytes) ? asBuffer(bytes).toString("latin1") : decoder.decode(bytes);
}

/** Characters that are decoded at a time: few enough to die where V8 makes what dies young. */
const windowLength = 1 << 16;

/**
 * Decodes parts of the same bytes, one after the other; each part is whole characters, as lines are. Of plain ASCII many
 * parts are decoded at a time, since Buffer takes longer to be asked than to decode a line.
 */
export class Decoder {
  private readonly bytes: Buffer;
  private readonly isAscii: boolean;
  private window = "";
  private windowStart = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = asBuffer(bytes);
    this.isAscii = isAscii(bytes);
  }

  decode(start: number, end: number): string {
    if (!this.isAscii) return decode(this.bytes.subarray(start, end));
    if (end - start > windowLength) return this.bytes.toString("latin1", start, end);
    if (start < this.windowStart || end > this.windowStart + this.window.length) {
      this.windowStart = start;
      this.window = this.bytes.toString("latin1", start, start + windowLength);
    }
    return this.window.slice(start - this.windowStart, end - this.windowStart);
  }
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Number of the first line, from 0, that is no UTF-8; undefined where all are. */
export function firstInvalidLine(bytes: Buffer): number | undefined {
  if (isAscii(bytes) || isUtf8(bytes)) return undefined;
  let line = 0;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end;
  }
  return line;
}

/** The bytes behind a byte-order mark, if there is one. */
export function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

interface Signature {
  readonly bytes: readonly number[];
  readonly why: string;
}

const signatures: readonly Signature[] = [
  { bytes: [0xff, 0xfe], why: "it is UTF-16, not UTF-8: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)" },
  { bytes: [0xfe, 0xff], why: "it is UTF-16, not UTF-8: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)" },
  { bytes: [0x1f, 0x8b], why: "it is compressed: gunzip -c FILE | trace-auditor audit -" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], why: "it is compressed: zstd -dc FILE | trace-auditor audit -" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], why: "it is a zip archive: unpack it first" },
  { bytes: [0x50, 0x41, 0x52, 0x31], why: "it is Parquet: write its rows as JSONL first" },
];

/** @throws InputFailure where the first bytes show that this is no text in UTF-8. */
export function refuseOtherThanText(name: string, first: Buffer): void {
  const found = signatures.find(({ bytes }) => bytes.every((byte, i) => first[i] === byte));
  if (found !== undefined) throw new InputFailure(`${name}: cannot be read: ${found.why}.`);
}
