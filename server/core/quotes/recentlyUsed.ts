/** Values by text; the most recently used ones are kept. */
export class RecentlyUsed<Value> {
  private readonly values = new Map<string, Value>();
  private units = 0;

  /** @param maxUnits the most UTF-16 units of texts to keep; the least recently used texts are dropped first */
  constructor(private readonly maxUnits: number) {}

  get(text: string): Value | undefined {
    const value = this.values.get(text);
    if (value !== undefined) this.set(text, value);
    return value;
  }

  /** Keeps a value; the newest one is kept even if its text alone is too long. */
  set(text: string, value: Value): void {
    this.forget(text);
    this.values.set(text, value);
    this.units += text.length;
    for (const oldest of this.values.keys()) {
      if (this.units <= this.maxUnits || oldest === text) break;
      this.forget(oldest);
    }
  }

  private forget(text: string): void {
    if (this.values.delete(text)) this.units -= text.length;
  }
}
