import { skipString } from "../json/skipString";
import { skipSpace } from "../records/json/jsonScan";

/** An object or an array that is open: in an object the keys so far, and the one whose value comes. */
interface Open {
  readonly keys: Set<string> | undefined;
  key: string;
}

/** The most places that are named for a record, and the most names on the way to one. */
const mostPlaces = 20;
const longestPath = 40;

/**
 * Where a JSON text gives a key of an object more than once, as the names on the way there. Readers of JSON take the
 * last value, so the others are in no sample.
 */
export function repeatedKeys(text: string): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  const open: Open[] = [];
  const marks = /["{}[\]]/g;
  for (let mark = marks.exec(text); mark !== null && found.size < mostPlaces; mark = marks.exec(text)) {
    const [sign] = mark;
    if (sign === "{") open.push({ keys: new Set(), key: "" });
    else if (sign === "[") open.push({ keys: undefined, key: "[]" });
    else if (sign !== '"') open.pop();
    else {
      const end = skipString(text, mark.index);
      marks.lastIndex = end;
      const above = open.at(-1);
      if (above?.keys === undefined || text[skipSpace(text, end)] !== ":") continue;
      above.key = keyIn(text.slice(mark.index, end));
      if (above.keys.has(above.key)) {
        const path = open.slice(0, longestPath).map(({ key }) => key);
        found.set(JSON.stringify(path), path);
      }
      above.keys.add(above.key);
    }
  }
  return [...found.values()];
}

/** The key that a string says: its escapes may be written in several ways. */
function keyIn(written: string): string {
  if (!written.includes("\\")) return written.slice(1, -1);
  try {
    return JSON.parse(written) as string;
  } catch {
    return written.slice(1, -1);
  }
}
