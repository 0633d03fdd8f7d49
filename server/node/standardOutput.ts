import { fstatSync, writeSync } from "node:fs";
import { Writable } from "node:stream";

/**
 * A stream over a file descriptor that writes all of what it is given or fails. Node's own stream over a file takes a
 * short write, which a disk gives that is nearly full, for a whole one, and what is missing is never told.
 */
class WholeWrites extends Writable {
  constructor(private readonly descriptor: number) {
    super({ decodeStrings: true });
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(this.descriptor, bytes, at);
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}

/** The process's standard output: as Node gives it, but where it is a file each write is whole or an error. */
export function standardOutput(): Writable {
  return isFile(1) ? new WholeWrites(1) : process.stdout;
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    return false;
  }
}
