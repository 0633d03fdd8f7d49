import type { RecordFormat } from "../model/record";
import type { Sample } from "../model/sample";
import { isObject, JsonText, parseJson } from "../records/json/jsonField";
import { readJsonValues } from "../records/json/jsonValues";
import { dialogues } from "../records/traceFile/writeTraceFile";
import { withoutByteOrderMark } from "../text/byteOrderMark";
import { FieldKinds, type Leaf } from "./fieldKinds";

/** The fields of a record that its samples do not hold, and so no target is given. */
export interface Unheld {
  /** In words: "the field `messages[].name`". */
  readonly told: readonly string[];
  /** Names of fields of the record itself of which nothing is held. */
  readonly whole: readonly string[];
}

/** Does a reading hold what a field says, nothing of it, or only its beginning (a `uid` of which the group is read)? */
type Status = "held" | "unheld" | "partly";

/**
 * Finds the fields of a file's records that are not in the samples which a format reads, by observation: a field is
 * unheld if the samples are the same when it says something else. What was found for one kind of field is known for the
 * file's other records.
 */
export class UnheldFields {
  private readonly kinds = new FieldKinds();
  private readonly known = new Map<number, Status>();
  private charactersLeft = budget;

  constructor(private readonly format: RecordFormat) {}

  /** The unheld fields of a record. */
  of(text: string): Unheld {
    const isSession = this.format.container === "session";
    const value = isSession ? readJsonValues(new JsonText(text)).list.value : parseJson(withoutByteOrderMark(text));
    if (typeof value !== "object" || value === null) return { told: [], whole: [] };
    if (this.kinds.size >= maxKinds) return { told: [notLookedFor], whole: [] };
    const present = this.kinds.of(value);
    const unknown = present.filter((kind) => !this.known.has(kind));
    if (unknown.length > 0) this.classify(value, unknown);
    return this.told(present, isObject(value));
  }

  private classify(value: unknown, unknown: readonly number[]): void {
    const before = this.reading(value, new Set(), otherValue);
    if (before === undefined) return;
    const heldKinds: number[] = [];
    this.divide(unknown, (kinds) => {
      const after = this.reading(value, new Set(kinds), otherValue);
      if (after === before) for (const kind of kinds) this.known.set(kind, "unheld");
      else if (after !== undefined && kinds.length === 1) heldKinds.push(...kinds);
      return after === undefined || after === before;
    });
    for (const kind of heldKinds) this.known.set(kind, "held");
    const numbered = new Set<number>();
    this.kinds.map(value, (leaf, kind) => {
      if (typeof leaf === "string" && endsInNumber.test(leaf)) numbered.add(kind);
      return leaf;
    });
    this.divide(
      heldKinds.filter((kind) => numbered.has(kind)),
      (kinds) => {
        const after = this.reading(value, new Set(kinds), otherNumber);
        if (after === before) for (const kind of kinds) this.known.set(kind, "partly");
        return after === undefined || after === before;
      },
    );
  }

  /** Halves a list until `isDone` says that nothing more is to be known of a part. */
  private divide(kinds: readonly number[], isDone: (kinds: readonly number[]) => boolean): void {
    if (kinds.length === 0 || isDone(kinds) || kinds.length === 1) return;
    const half = kinds.length >> 1;
    this.divide(kinds.slice(0, half), isDone);
    this.divide(kinds.slice(half), isDone);
  }

  /** What is read of the record with some kinds of its fields changed; undefined if too much was read already. */
  private reading(value: unknown, changed: ReadonlySet<number>, other: (leaf: Leaf) => Leaf): string | undefined {
    if (this.charactersLeft < 0) return undefined;
    const text = JSON.stringify(this.kinds.map(value, (leaf, kind) => (changed.has(kind) ? other(leaf) : leaf)));
    this.charactersLeft -= text.length;
    return inWords(this.format.read(text, 0).samples);
  }

  private told(present: readonly number[], isRecord: boolean): Unheld {
    const branches = new Map<string, { isUnheld: boolean; path: readonly string[] }>();
    let isPartlyKnown = false;
    const told = new Set<string>();
    const leaves = present.map((kind) => ({ path: this.kinds.pathOf(kind), status: this.known.get(kind) }));
    for (const { path, status } of leaves) {
      if (status === undefined) isPartlyKnown = true;
      if (status === "partly") told.add(`a part of the field \`${shown(path)}\``);
      for (let length = 1; length <= path.length; length++) {
        const key = JSON.stringify(path.slice(0, length));
        const branch = branches.get(key) ?? { isUnheld: true, path: path.slice(0, length) };
        branch.isUnheld &&= status === "unheld";
        branches.set(key, branch);
      }
    }
    const whole: string[] = [];
    for (const { path, isUnheld } of branches.values()) {
      if (!isUnheld) continue;
      const above = branches.get(JSON.stringify(path.slice(0, -1)));
      if (above?.isUnheld === true) continue;
      if (path.length === 1 && isRecord) whole.push(path[0] ?? "");
      else told.add(fieldWords(path));
    }
    if (isPartlyKnown) told.add(notLookedFor);
    return { told: [...told], whole };
  }
}

/** A field as it is told. */
export function fieldWords(path: readonly string[]): string {
  return `the field \`${shown(path)}\``;
}

/** What is told of a key that an object has more than once. */
export function repeatedWords(path: readonly string[]): string {
  return `all but the last value of ${fieldWords(path)}, which is there more than once`;
}

function shown(path: readonly string[]): string {
  const text = path.map((name, i) => (name === "[]" || i === 0 ? name : `.${name}`)).join("");
  const clean = text.replace(/^\[\]\.?/, "").replaceAll("`", "'");
  return clean.length > 80 ? `${clean.slice(0, 79)}…` : clean;
}

const notLookedFor = "perhaps fields that no sample holds: there are too many kinds to look at each";

/** So many characters are read again for a file at most. */
const budget = 50_000_000;
const maxKinds = 20_000;

const endsInNumber = /^.{1,100}\d$/s;

/** Another value of the same type, which no format takes for the same. */
function otherValue(leaf: Leaf): Leaf {
  if (typeof leaf === "string") return `${leaf}\u00b7x`;
  if (typeof leaf === "boolean") return !leaf;
  return Number.isFinite(leaf + 1) && leaf + 1 !== leaf ? leaf + 1 : leaf / 2;
}

/** The same text with another last digit. */
function otherNumber(leaf: Leaf): Leaf {
  if (typeof leaf !== "string" || !endsInNumber.test(leaf)) return leaf;
  return `${leaf.slice(0, -1)}${(Number(leaf.at(-1)) + 1) % 10}`;
}

/** All that samples hold. The turns of a dialogue are told once. */
function inWords(samples: readonly Sample[]): string {
  return JSON.stringify([
    dialogues(samples).map(({ last, traces, fragments }) => [
      last.turns.map(({ role, part, calls, answers }) => [role, part?.text, answers, callsInWords(calls)]),
      [...traces],
      [...fragments],
    ]),
    samples.map(({ attributes, completion, calls, tools, groundTruth, responses, ...rest }) => [
      attributes,
      completion.text,
      callsInWords(calls),
      tools?.text,
      groundTruth?.text,
      responses && [responses.a.text, responses.b.text],
      [rest.record, rest.trace, rest.rewarded, rest.fragment, rest.unanswered],
    ]),
  ]);
}

function callsInWords(calls: Sample["calls"]): unknown {
  return calls.map((call) => [call.name?.text, call.arguments?.text, call.id]);
}
