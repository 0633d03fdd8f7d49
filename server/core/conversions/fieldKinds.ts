import { isObject, parseJson } from "../records/json/jsonField";

/** A text, a number or a truth value of a record. */
export type Leaf = string | number | boolean;

/** Where values of a record stand: all items of a list are one place, and so are the same fields of like objects. */
export interface FieldKind {
  readonly id: number;
  /** The names on the way to it: `["messages", "[]", "name"]`. */
  readonly path: readonly string[];
}

interface Place {
  readonly id: number;
  readonly parent: Place | undefined;
  readonly name: string;
}

/**
 * Numbers the kinds of fields in a file's records. Objects are alike if they have the same names and say by the same
 * words what they are (`type`, `role`), because a format may read a field of one and not of the other.
 */
export class FieldKinds {
  private readonly places = new Map<string, Place>();
  private readonly root: Place = { id: 0, parent: undefined, name: "" };
  private readonly byId: Place[] = [this.root];

  /** How many places are known. */
  get size(): number {
    return this.places.size;
  }

  /**
   * A value with its leaves changed. Empty values, and words that only say what an object is, are no leaves; a string
   * that holds JSON is what it holds.
   */
  map(value: unknown, change: (leaf: Leaf, kind: number) => unknown): unknown {
    return this.mapAt(value, this.root, change, 0);
  }

  /** The leaves' kinds in a value, in its order. */
  of(value: unknown): readonly number[] {
    const found = new Set<number>();
    this.map(value, (leaf, kind) => {
      found.add(kind);
      return leaf;
    });
    return [...found];
  }

  /** The names on the way to a place. */
  pathOf(id: number): readonly string[] {
    const path: string[] = [];
    for (let place = this.byId[id]; place !== undefined; place = place.parent) {
      if (place.name !== "") path.unshift(place.name);
    }
    return path;
  }

  private mapAt(value: unknown, place: Place, change: (leaf: Leaf, kind: number) => unknown, depth: number): unknown {
    if (value === null || value === undefined || value === "") return value;
    if (typeof value === "string") {
      const held = depth < deepest ? jsonIn(value) : undefined;
      if (held !== undefined) return JSON.stringify(this.mapAt(held, this.below(place, "", "json"), change, depth + 1));
      return change(value, place.id);
    }
    if (typeof value === "number" || typeof value === "boolean") return change(value, place.id);
    if (depth >= deepest) return null;
    if (Array.isArray(value)) {
      const item = this.below(place, "[]", "");
      return value.map((each) => this.mapAt(each, item, change, depth + 1));
    }
    if (!isObject(value)) return value;
    const shape = shapeOf(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        kindWords.has(name) && typeof member === "string"
          ? member
          : this.mapAt(member, this.below(place, name, shape), change, depth + 1),
      ]),
    );
  }

  private below(parent: Place, name: string, shape: string): Place {
    const key = `${parent.id} ${name}\u0000${shape}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = { id: this.byId.length, parent, name };
      this.places.set(key, place);
      this.byId.push(place);
    }
    return place;
  }
}

/** Fields whose words say what the object is. Every format says that in its own way. */
const kindWords: ReadonlySet<string> = new Set(["type", "object", "kind", "part_kind", "role", "from", "lc"]);

function shapeOf(value: Readonly<Record<string, unknown>>): string {
  const words = [...kindWords].map((name) => value[name]).filter((word) => typeof word === "string");
  return `${words.join(",")}|${Object.keys(value).sort().join(",")}`;
}

/** What is nested deeper is not looked at: a value of any depth would overflow the stack. */
const deepest = 40;

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? value : undefined;
}
