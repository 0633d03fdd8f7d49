import { watch, type FSWatcher } from "node:fs";

/** What the system tells of a folder, one event after the other: a measure of how far a process has come that writes there. */
export class FileEvents {
  private readonly watcher: FSWatcher;
  private seen: string[] = [];
  private wake: () => void = () => undefined;

  constructor(folder: string) {
    this.watcher = watch(folder, (_, name) => {
      this.seen.push(name ?? "");
      this.wake();
    });
  }

  /** Comes back after so many events whose file has such a name. */
  async after(count: number, isMeant: (name: string) => boolean = () => true): Promise<void> {
    while (this.seen.filter(isMeant).length < count) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  close(): void {
    this.watcher.close();
  }
}
