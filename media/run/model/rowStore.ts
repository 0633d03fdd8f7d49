import type { RowSlice, ShownRow } from "../../../server/core/runs/pages/page";

/** Rows are asked for in blocks of so many, */
export const blockSize = 200;
/** and so many blocks are kept. */
const maxBlocks = 10;

/** The rows of the table that have come, in its order: the page holds what it shows and what lies around it. */
export class RowStore {
  private blocks = new Map<number, readonly ShownRow[]>();
  private readonly asked = new Set<number>();
  /** Counts orders: what comes of an older one is dropped. */
  private order = 0;

  /** @param ask for rows in the order that the table has now; undefined where there are none any more */
  constructor(
    private readonly ask: (start: number, count: number) => Promise<RowSlice | undefined>,
    private readonly came: () => void,
  ) {}

  /** The table has another order, or other rows. */
  begin(first: RowSlice): void {
    this.order++;
    this.asked.clear();
    this.blocks = new Map([[0, first.rows]]);
  }

  /** Undefined for a row that has not come. */
  at(place: number): ShownRow | undefined {
    return this.blocks.get(Math.floor(place / blockSize))?.[place % blockSize];
  }

  /** Asks for what is missing between two places, the end exclusive. */
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

  /** The block that was wanted longest ago goes first. */
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
