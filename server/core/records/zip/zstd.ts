import { Decompress } from "fzstd";
import { TooMuchData } from "../../host/inflate";

/** Bytes that the decompressor gets at a time: it passes on what they unpack to before it takes more. */
const pieceLength = 1 << 16;

/**
 * Unpacks Zstandard frames, one or several.
 *
 * @throws TooMuchData if they come to more than `maxBytes`; fzstd's error if they are broken
 */
export function unzstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length > maxBytes) throw new TooMuchData();
    // fzstd passes out its window, which it overwrites.
    pieces.push(piece.slice());
  });
  for (let at = 0; at < bytes.length || at === 0; at += pieceLength) {
    stream.push(bytes.subarray(at, at + pieceLength), at + pieceLength >= bytes.length);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
