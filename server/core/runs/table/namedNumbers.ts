import { Numbers } from "./columns";

/** Stands for a number that the record names but does not give. Numbers in records are finite. */
const none = Infinity;

/** Columns of numbers by name, as records have them: one column for each name. */
export class NamedNumbers {
  private readonly columns = new Map<string, Numbers>();

  get names(): readonly string[] {
    return [...this.columns.keys()];
  }

  set(row: number, values: Readonly<Record<string, number | null>>): void {
    for (const [name, value] of Object.entries(values)) {
      let column = this.columns.get(name);
      if (column === undefined) {
        column = new Numbers();
        this.columns.set(name, column);
      }
      column.set(row, value ?? none);
    }
  }

  get(row: number): Record<string, number | null> {
    const found: Record<string, number | null> = {};
    for (const [name, column] of this.columns) {
      const value = column.get(row);
      if (!Number.isNaN(value)) found[name] = value === none ? null : value;
    }
    return found;
  }

  /** NaN if the row has no such number. */
  value(name: string, row: number): number {
    const value = this.columns.get(name)?.get(row) ?? Number.NaN;
    return value === none ? Number.NaN : value;
  }

  /** Does the row name it without giving a number? */
  isNull(name: string, row: number): boolean {
    return this.columns.get(name)?.get(row) === none;
  }

  get bytes(): number {
    return [...this.columns.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
