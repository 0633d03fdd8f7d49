/** Calculates which rows of a long table are drawn, and where. */

export const rowHeight = 22;

/** Number of rows drawn above and below the visible ones. */
const spare = 8;

/** Maximum height of an element in browsers, in pixels; a longer table is scrolled at a different scale. */
export const maxHeight = 16_000_000;

export interface RowWindow {
  /** The first row that is drawn, and the one after the last. */
  readonly start: number;
  readonly end: number;
  /** Pixels from the top of the table's body to the first row that is drawn. */
  readonly top: number;
}

export function bodyHeight(rows: number): number {
  return Math.min(rows * rowHeight, maxHeight);
}

/**
 * @param scrolled pixels by which the body is scrolled
 * @param seen pixels of it that are visible
 */
export function rowWindow(rows: number, scrolled: number, seen: number): RowWindow {
  const real = rows * rowHeight;
  const shown = bodyHeight(rows);
  // If the body is lower than all its rows, the scroll position is scaled to them.
  const at = real <= shown ? scrolled : (scrolled / Math.max(1, shown - seen)) * (real - seen);
  const start = Math.max(0, Math.min(rows, Math.floor(at / rowHeight) - spare));
  const end = Math.min(rows, Math.floor(at / rowHeight) + Math.ceil(seen / rowHeight) + spare);
  return { start, end, top: scrolled - (at - start * rowHeight) };
}

/** The scroll position at which a row is visible; unchanged if it is already. */
export function scrollTo(place: number, rows: number, scrolled: number, seen: number): number {
  const real = rows * rowHeight;
  const shown = bodyHeight(rows);
  const scale = real <= shown ? 1 : (shown - seen) / (real - seen);
  const at = scrolled / scale;
  const top = place * rowHeight;
  if (top < at) return top * scale;
  return top + rowHeight > at + seen ? (top + rowHeight - seen) * scale : scrolled;
}
