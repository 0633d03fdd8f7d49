import { FileFailure } from "../../../server/core/host/byteSource";
import type { Disk } from "../../../server/core/host/disk";
import { FakeDisk } from "./fakeDisk";

/** A disk with several files, in memory, by their URIs. */
export class FakeDisks implements Disk {
  private readonly files = new Map<string, FakeDisk>();

  file(uri: string): FakeDisk {
    let file = this.files.get(uri);
    if (file === undefined) this.files.set(uri, (file = new FakeDisk("")));
    return file;
  }

  /** How many files are open. */
  get open_(): number {
    return [...this.files.values()].reduce((sum, file) => sum + file.open_, 0);
  }

  open: Disk["open"] = (uri) => {
    const file = this.files.get(uri);
    if (file === undefined) return Promise.reject(new FileFailure("ENOENT", "there is no such file or folder"));
    return file.open(uri);
  };

  replaceRange: Disk["replaceRange"] = (uri, ...range) => this.file(uri).replaceRange(uri, ...range);
}
