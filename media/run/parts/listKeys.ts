import { rowHeight } from "../model/rowWindow";

/**
 * The place in a list to which a key leads; undefined if it leads to none.
 *
 * @param place the selected place; −1 if nothing is selected
 * @param seen height of the part of the list that is in view
 */
export function placeByKey(key: string, place: number, count: number, seen: number): number | undefined {
  const page = Math.max(1, Math.floor(seen / rowHeight) - 1);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: count - 1,
  };
  const to = places[key];
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to));
}
