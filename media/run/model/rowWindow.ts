/** Which rows of a long table are drawn, and where. */

export const rowHeight = 22;

/** Rows that are drawn above and below what is seen. */
const spare = 8;

/** Browsers bear an element so high, in pixels; a longer table is scrolled in a larger scale. */
export const maxHeight = 16_000_000;

export interface RowWindow {
  /** The first row that is drawn, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** Pixels from the top of the table's body to the first row that is drawn. */
  readonly top: number;
}

export function bodyHeight(rows: number): number {
  return Math.min(rows * rowHeight, maxHeight);
}

/** @param scrolled pixels by which the body is scrolled, of the `seen` pixels that are in view */
export function rowWindow(rows: number, scrolled: number, seen: number): RowWindow {
  const real = rows * rowHeight;
  const shown = bodyHeight(rows);
  // Of a body that is shorter than its rows, the way that can be scrolled stands for all of them.
  const at = real <= shown ? scrolled : (scrolled / Math.max(1, shown - seen)) * (real - seen);
  const start = Math.max(0, Math.min(rows, Math.floor(at / rowHeight) - spare));
  const end = Math.min(rows, Math.floor(at / rowHeight) + Math.ceil(seen / rowHeight) + spare);
  return { start, end, top: scrolled - (at - start * rowHeight) };
}

/** How far to scroll so that a row is in view; the same as before where it is. */
export function scrollTo(place: number, rows: number, scrolled: number, seen: number): number {
  const real = rows * rowHeight;
  const shown = bodyHeight(rows);
  const scale = real <= shown ? 1 : (shown - seen) / (real - seen);
  const at = scrolled / scale;
  const top = place * rowHeight;
  if (top < at) return top * scale;
  return top + rowHeight > at + seen ? (top + rowHeight - seen) * scale : scrolled;
}
