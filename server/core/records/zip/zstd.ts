import { Decompress } from "fzstd";
import { TooMuchData } from "../../host/inflate";

/** What is given to the decompressor at a time: it hands on what that unpacks to before it takes more. */
const pieceLength = 1 << 16;

/**
 * The bytes of Zstandard frames, one or several.
 *
 * @throws TooMuchData where they come to more than `maxBytes`; fzstd's error where they are broken
 */
export function unzstd(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length > maxBytes) throw new TooMuchData();
    // fzstd hands out its window, which it writes over.
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
