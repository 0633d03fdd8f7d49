import type { Span } from "../../text/span";
import { skipString } from "../../json/skipString";
import { skipSpace, skipValue } from "./jsonScan";

/**
 * Finds the places of values in a JSON text, on demand.
 *
 * JSON.parse is the fastest reader but gives no places, and most places are never needed. A container's children are
 * therefore found on first use, without reading their values: a lookup costs one pass over the containers above it,
 * once. Memory is that of the containers that were looked up, not of the record.
 */
export class JsonPlaces {
  private readonly objects = new Map<number, ReadonlyMap<string, Span>>();
  private readonly arrays = new Map<number, readonly Span[]>();

  /** @param text one valid JSON value, as JSON.parse or readJson accept it; a byte order mark may precede it */
  constructor(private readonly text: string) {}

  root(): Span {
    const start = skipSpace(this.text, this.text.startsWith("\ufeff") ? 1 : 0);
    return { start, end: skipValue(this.text, start) };
  }

  /** The span of an object's member with this key. If there are several, the last one counts. */
  member(object: Span, key: string): Span | undefined {
    let members = this.objects.get(object.start);
    if (members === undefined) this.objects.set(object.start, (members = this.readMembers(object)));
    return members.get(key);
  }

  item(array: Span, index: number): Span | undefined {
    let items = this.arrays.get(array.start);
    if (items === undefined) this.arrays.set(array.start, (items = this.readItems(array)));
    return items[index];
  }

  private readMembers(object: Span): ReadonlyMap<string, Span> {
    const { text } = this;
    const members = new Map<string, Span>();
    let at = skipSpace(text, object.start + 1);
    while (text[at] === '"') {
      const keyEnd = skipString(text, at);
      const key = JSON.parse(text.slice(at, keyEnd)) as string;
      const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
      const end = skipValue(text, start);
      members.set(key, { start, end });
      at = skipSpace(text, end);
      if (text[at] === ",") at = skipSpace(text, at + 1);
    }
    return members;
  }

  private readItems(array: Span): readonly Span[] {
    const { text } = this;
    const items: Span[] = [];
    let at = skipSpace(text, array.start + 1);
    while (at < array.end - 1) {
      const end = skipValue(text, at);
      items.push({ start: at, end });
      at = skipSpace(text, end);
      if (text[at] === ",") at = skipSpace(text, at + 1);
    }
    return items;
  }
}
