/** A buffer that grows at its end and shrinks at its beginning. */
export class GrowingBytes {
  private memory = new Uint8Array(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** The held bytes. Valid until bytes are added or taken. */
  get bytes(): Uint8Array {
    return this.memory.subarray(this.start, this.end);
  }

  add(bytes: Uint8Array): void {
    if (this.end + bytes.length > this.memory.length) {
      const held = this.bytes;
      const needed = held.length + bytes.length;
      // Moved to the front if that frees enough room, else to twice the memory. Each byte is moved only a few times.
      if (needed * 2 <= this.memory.length) this.memory.copyWithin(0, this.start, this.end);
      else {
        const larger = new Uint8Array(needed * 2);
        larger.set(held);
        this.memory = larger;
      }
      this.start = 0;
      this.end = held.length;
    }
    this.memory.set(bytes, this.end);
    this.end += bytes.length;
  }

  drop(count: number): void {
    this.start += count;
  }

  /** Returns all held bytes and empties the buffer. */
  take(): Uint8Array {
    const { bytes } = this;
    this.memory = new Uint8Array(0);
    this.start = this.end = 0;
    return bytes;
  }
}
