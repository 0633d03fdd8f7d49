import { ChangedMeanwhile } from "../../../server/core/host/changedMeanwhile";
import { FileFailure } from "../../../server/core/host/byteSource";
import { type Disk, type FileMark, sameMark } from "../../../server/core/host/disk";

/** A disk with one file, in memory. Whoever writes it says how. */
export class FakeDisk implements Disk {
  private bytes: Buffer | undefined;
  private inode = 1;
  private clock = 1;
  /** Files that are open: none are left so. */
  open_ = 0;
  /** Bytes that were read. */
  read = 0;
  /** Called before each read of a range. */
  beforeRead: () => void = () => undefined;

  constructor(text: string | Uint8Array) {
    this.bytes = Buffer.from(text);
  }

  get content(): Buffer {
    return this.bytes ?? Buffer.alloc(0);
  }

  append(text: string): void {
    this.bytes = Buffer.concat([this.content, Buffer.from(text)]);
    this.clock++;
  }

  /** Rewrites the file in place. */
  rewrite(text: string | Uint8Array): void {
    this.bytes = Buffer.from(text);
    this.clock++;
  }

  /** Puts another file in its place. */
  replaceBy(text: string | Uint8Array): void {
    this.rewrite(text);
    this.inode++;
  }

  remove(): void {
    this.bytes = undefined;
  }

  private get mark(): FileMark {
    return { identity: String(this.inode), size: this.content.length, written: String(this.clock) };
  }

  open: Disk["open"] = () => {
    if (this.bytes === undefined) return Promise.reject(new FileFailure("ENOENT", "there is no such file or folder"));
    this.open_++;
    const { mark, inode, bytes: opened } = this;
    return Promise.resolve({
      mark,
      size: mark.size,
      read: (offset: number, length: number) => {
        this.beforeRead();
        // A file that was replaced is still there for who has it open; one that was written in place is not.
        const bytes = inode === this.inode ? this.content : opened;
        const end = Math.min(mark.size, offset + length);
        if (bytes.length < end) return Promise.reject(new FileFailure("ESHORTER", "it has become shorter"));
        this.read += end - offset;
        return Promise.resolve(new Uint8Array(bytes.subarray(offset, end)));
      },
      close: () => {
        this.open_--;
        return Promise.resolve();
      },
    });
  };

  replaceRange: Disk["replaceRange"] = (_uri, mark, start, end, bytes) => {
    if (!sameMark(mark, this.mark)) return Promise.reject(new ChangedMeanwhile());
    this.replaceBy(Buffer.concat([this.content.subarray(0, start), bytes, this.content.subarray(end)]));
    return Promise.resolve(this.mark);
  };
}
