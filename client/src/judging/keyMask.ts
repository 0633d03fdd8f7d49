import { joinBytes } from "../../../server/core/text/utf8";

const dots = new TextEncoder().encode("•••");

/** Puts dots over a key in bytes that come in pieces, also in the forms in which a URL and JSON write it. */
export class KeyMask {
  private readonly spellings: readonly Uint8Array[];
  /** The end of the bytes so far, if it may be the beginning of the key. */
  private rest: Uint8Array = new Uint8Array();

  constructor(key: string | undefined) {
    const written =
      key === undefined || key === "" ? [] : [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];
    const encoder = new TextEncoder();
    this.spellings = [...new Set(written)].map((each) => encoder.encode(each));
  }

  /** The part of the held-back bytes and the new piece that can be shown. */
  take(piece: Uint8Array): Uint8Array {
    if (this.spellings.length === 0) return piece;
    return this.masked(joinBytes([this.rest, piece]), false);
  }

  /** The held-back bytes: nothing follows, so they are not the key. */
  end(): Uint8Array {
    return this.masked(this.rest, true);
  }

  private masked(bytes: Uint8Array, isWhole: boolean): Uint8Array {
    const pieces: Uint8Array[] = [];
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const matches = this.spellings.map((spelling) => matchAt(bytes, at, spelling));
      const full = this.spellings.find((_, i) => matches[i] === "whole");
      if (full !== undefined) {
        pieces.push(bytes.subarray(from, at), dots);
        from = at + full.length;
        at = from - 1;
      } else if (!isWhole && matches.includes("begins")) {
        this.rest = bytes.slice(at);
        return joinBytes([...pieces, bytes.subarray(from, at)]);
      }
    }
    this.rest = new Uint8Array();
    return joinBytes([...pieces, bytes.subarray(from)]);
  }
}

/** Is the text at this place whole, or does it begin there and reach the end of the bytes so far? */
function matchAt(bytes: Uint8Array, at: number, wanted: Uint8Array): "whole" | "begins" | undefined {
  for (let i = 0; i < wanted.length; i++) {
    if (at + i >= bytes.length) return "begins";
    if (bytes[at + i] !== wanted[i]) return undefined;
  }
  return "whole";
}

/** A whole text without the key. */
export function withoutKey(text: string, key: string | undefined): string {
  const mask = new KeyMask(key);
  return new TextDecoder().decode(joinBytes([mask.take(new TextEncoder().encode(text)), mask.end()]));
}
