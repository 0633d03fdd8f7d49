/** Passes values to its listeners, one listener after the other, in the order in which they were added. */
export class Signal<T> {
  private readonly listeners = new Set<(value: T) => void>();

  /** Calls `listener` for each value from now on; call the returned function to stop. */
  readonly listen = (listener: (value: T) => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}
