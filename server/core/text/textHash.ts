/**
 * A hash of 64 bits, as 16 hexadecimal digits, by which equal texts are found among many: two texts share one by chance in 1
 * of 10^19 cases. It is no defence against texts that are made to collide.
 *
 * Two multiplicative hashes of 32 bits over the UTF-16 units, mixed as MurmurHash3 ends.
 */
export class TextHash {
  private one = 0xdeadbeef;
  private other = 0x41c6ce57;

  /** Takes a text in. Its length goes with it, so that "ab", "c" and "a", "bc" differ. */
  add(text: string): this {
    let { one, other } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      one = Math.imul(one ^ unit, 2654435761);
      other = Math.imul(other ^ unit, 1597334677);
    }
    this.one = Math.imul(one ^ text.length, 2654435761);
    this.other = Math.imul(other ^ text.length, 1597334677);
    return this;
  }

  get digits(): string {
    const one = mixed(this.one ^ (this.other >>> 15));
    const other = mixed(this.other ^ (one >>> 13));
    return hex(one) + hex(other);
  }
}

export function textHash(...texts: readonly string[]): string {
  const hash = new TextHash();
  for (const text of texts) hash.add(text);
  return hash.digits;
}

function mixed(word: number): number {
  let at = word;
  at = Math.imul(at ^ (at >>> 16), 0x85ebca6b);
  at = Math.imul(at ^ (at >>> 13), 0xc2b2ae35);
  return (at ^ (at >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
