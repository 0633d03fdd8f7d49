import type { Paid } from "../../model/reward";
import type { RowPart } from "../../model/sampleRow";
import { FewNumbers, Numbers } from "./columns";

interface Part {
  readonly value: Numbers;
  readonly min: FewNumbers;
  readonly max: FewNumbers;
  /** The same for all rows: parts of one name reward the same thing. */
  readonly pays: readonly Paid[];
}

/** The parts of computed rewards: three columns for each part, in the order in which parts first occur. */
export class PartColumns {
  private readonly parts = new Map<string, Part>();

  get ids(): readonly string[] {
    return [...this.parts.keys()];
  }

  set(row: number, parts: readonly RowPart[]): void {
    for (const { id, value, min, max, pays } of parts) {
      let part = this.parts.get(id);
      if (part === undefined) {
        part = { value: new Numbers(), min: new FewNumbers(), max: new FewNumbers(), pays };
        this.parts.set(id, part);
      }
      part.value.set(row, value);
      part.min.set(row, min);
      part.max.set(row, max);
    }
  }

  get(row: number): RowPart[] {
    return [...this.parts].flatMap(([id, { value, min, max, pays }]) => {
      const found = value.get(row);
      return Number.isNaN(found) ? [] : [{ id, value: found, min: min.get(row), max: max.get(row), pays }];
    });
  }

  /** Undefined for a part that no row has. */
  value(id: string): Numbers | undefined {
    return this.parts.get(id)?.value;
  }

  /** A part's possible minimum and maximum, over all rows; undefined for a part that no row has. */
  range(id: string): { readonly min: number; readonly max: number } | undefined {
    const part = this.parts.get(id);
    return part && { min: Math.min(...part.min.distinct), max: Math.max(...part.max.distinct) };
  }

  /** The ids of the parts that reward one of these. */
  paying(...what: readonly Paid[]): readonly string[] {
    return [...this.parts].flatMap(([id, { pays }]) => (pays.some((paid) => what.includes(paid)) ? [id] : []));
  }

  get bytes(): number {
    return [...this.parts.values()].reduce((sum, { value, min, max }) => sum + value.bytes + min.bytes + max.bytes, 0);
  }
}
