/** Bytes to which some are added at the end and from which some are taken at the beginning. */
export class GrowingBytes {
  private memory = new Uint8Array(0);
  private start = 0;
  private end = 0;

  get length(): number {
    return this.end - this.start;
  }

  /** What is held, for as long as nothing is added or taken. */
  get bytes(): Uint8Array {
    return this.memory.subarray(this.start, this.end);
  }

  add(bytes: Uint8Array): void {
    if (this.end + bytes.length > this.memory.length) {
      const held = this.bytes;
      const needed = held.length + bytes.length;
      // Moved to the front where that gives much room, else to twice the memory: each byte is moved a few times at most.
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

  /** All that is held; nothing is held any more. */
  take(): Uint8Array {
    const { bytes } = this;
    this.memory = new Uint8Array(0);
    this.start = this.end = 0;
    return bytes;
  }
}
