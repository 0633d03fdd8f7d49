import type { RowSlice, ShownRow } from "../../../server/core/runs/pages/page";

/** Number of rows in a block; rows are requested in blocks. */
export const blockSize = 200;
/** Maximum number of blocks that are kept. */
const maxBlocks = 10;

/** The rows of the table that have arrived, in its order: the page keeps those that it shows and those around them. */
export class RowStore {
  private blocks = new Map<number, readonly ShownRow[]>();
  private readonly asked = new Set<number>();
  /** Counts orders: answers for an older one are dropped. */
  private order = 0;

  /** @param ask requests rows in the table's present order; undefined if there are no more */
  constructor(
    private readonly ask: (start: number, count: number) => Promise<RowSlice | undefined>,
    private readonly came: () => void,
  ) {}

  /** Starts again, because the table has another order or other rows. */
  begin(first: RowSlice): void {
    this.order++;
    this.asked.clear();
    this.blocks = new Map([[0, first.rows]]);
  }

  /** The first rows of the table, as many as are asked for, for a file; they are not kept. */
  async first(count: number): Promise<readonly ShownRow[]> {
    const rows: ShownRow[] = [];
    while (rows.length < count) {
      const slice = await this.ask(rows.length, Math.min(blockSize, count - rows.length));
      if (slice === undefined || slice.rows.length === 0) break;
      rows.push(...slice.rows);
    }
    return rows;
  }

  /** Undefined for a row that has not arrived. */
  at(place: number): ShownRow | undefined {
    return this.blocks.get(Math.floor(place / blockSize))?.[place % blockSize];
  }

  /** Requests the missing rows between two places, the end exclusive. */
  want(start: number, end: number): void {
    for (let block = Math.floor(start / blockSize); block * blockSize < end; block++) {
      if (this.blocks.has(block)) this.keep(block);
      else if (!this.asked.has(block)) void this.fetch(block);
    }
  }

  private async fetch(block: number): Promise<void> {
    const { order } = this;
    this.asked.add(block);
    const slice = await this.ask(block * blockSize, blockSize).catch(() => undefined);
    if (order !== this.order) return;
    this.asked.delete(block);
    if (slice === undefined) return;
    this.blocks.set(block, slice.rows);
    this.came();
  }

  /** The block that was requested longest ago is dropped first. */
  private keep(block: number): void {
    const rows = this.blocks.get(block);
    if (rows === undefined) return;
    this.blocks.delete(block);
    this.blocks.set(block, rows);
    for (const old of this.blocks.keys()) {
      if (this.blocks.size <= maxBlocks) break;
      this.blocks.delete(old);
    }
  }
}
