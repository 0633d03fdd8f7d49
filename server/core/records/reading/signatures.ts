/** What a file's first bytes say about it, if it is no text in UTF-8. */
export interface Signature {
  readonly bytes: readonly number[];
  /** How it is packed, if it is unpacked while it is read. */
  readonly packed?: "gzip" | "zstd";
  /** Otherwise: why it is not read, and what to do. */
  readonly why?: string;
}

const utf16 = "it is UTF-16, not UTF-8: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)";

const signatures: readonly Signature[] = [
  { bytes: [0x1f, 0x8b], packed: "gzip" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], packed: "zstd" },
  { bytes: [0xff, 0xfe], why: utf16 },
  { bytes: [0xfe, 0xff], why: utf16 },
  { bytes: [0x50, 0x4b, 0x03, 0x04], why: "it is a zip archive: unpack it first" },
  { bytes: [0x50, 0x41, 0x52, 0x31], why: "it is Parquet: write its rows as JSONL first" },
];

/** How many bytes are needed to recognise it. */
export const signatureLength = 4;

export function signatureOf(first: Uint8Array): Signature | undefined {
  return signatures.find(({ bytes }) => bytes.every((byte, i) => first[i] === byte));
}
