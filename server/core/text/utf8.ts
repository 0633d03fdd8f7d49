import type { TextEdit } from "./edits";

const lineFeed = 10;

/** A text as UTF-8 can hold it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Bytes as text. Bytes that are not UTF-8 become U+FFFD; a byte-order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/**
 * Applies edits of a text to the bytes that it was decoded from. All bytes outside the edits stay as they were, whether
 * they are UTF-8 or not.
 *
 * @param edits in order, without overlap.
 * @returns undefined if a line that an edit touches is not UTF-8: nobody can tell which of its bytes are meant.
 */
export function editUtf8(bytes: Uint8Array, text: string, edits: readonly TextEdit[]): Uint8Array | undefined {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  let done = 0;
  // A place in the text, the same place in the bytes, and how far the text after it is known to be UTF-8.
  let at = 0;
  let atByte = 0;
  let known = -1;
  for (const { span, text: written } of edits) {
    if (span.end > known) {
      for (let next = text.indexOf("\n", at); next >= 0 && next < span.start; next = text.indexOf("\n", at)) {
        at = next + 1;
        atByte = bytes.indexOf(lineFeed, atByte) + 1;
      }
      const next = text.indexOf("\n", span.end);
      known = next < 0 ? text.length : next;
      const lines = encoder.encode(text.slice(at, known));
      if (!sameBytes(lines, bytes.subarray(atByte, atByte + lines.length))) return undefined;
    }
    atByte += encoder.encode(text.slice(at, span.start)).length;
    pieces.push(bytes.subarray(done, atByte), encoder.encode(written));
    atByte += encoder.encode(text.slice(span.start, span.end)).length;
    at = span.end;
    done = atByte;
  }
  pieces.push(bytes.subarray(done));
  return joinBytes(pieces);
}

export function sameBytes(some: Uint8Array, others: Uint8Array): boolean {
  return some.length === others.length && some.every((byte, i) => byte === others[i]);
}

/** Pieces of bytes as one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
