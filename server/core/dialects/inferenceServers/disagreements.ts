import { valuesOf, type Call } from "../call";
import { jsonValue } from "../typing";
import type { ServerCall, ServerReading } from "./reader";

/** One thing that a server reads differently from what is meant. */
export type Disagreement =
  /** A call that is only a draft in the reasoning is run. */
  | { readonly kind: "runs-draft"; readonly call: Call }
  | { readonly kind: "drops-call"; readonly call: Call }
  /** A call that nobody meant. */
  | { readonly kind: "adds-call"; readonly read: ServerCall }
  | { readonly kind: "renames-call"; readonly call: Call; readonly read: ServerCall }
  /** The arguments are not a JSON object: a client cannot read them. */
  | { readonly kind: "breaks-arguments"; readonly call: Call; readonly read: ServerCall }
  | { readonly kind: "drops-argument"; readonly call: Call; readonly argument: string }
  | { readonly kind: "adds-argument"; readonly call: Call; readonly argument: string; readonly value: unknown }
  | {
      readonly kind: "changes-argument";
      readonly call: Call;
      readonly argument: string;
      readonly meant: unknown;
      readonly value: unknown;
    };

/** A read call is searched for among this many of the next calls: most are in their expected place. */
const reach = 20;

/**
 * The differences in the calls between a server's reading and what is meant, in the order of the text. Linear.
 *
 * @param calls what is meant.
 * @param drafts whole calls in the reasoning, which do not count as calls.
 */
export function disagreements(
  calls: readonly Call[],
  drafts: readonly Call[],
  reading: ServerReading,
): readonly Disagreement[] {
  const drafted = new Set(drafts);
  const due = [...drafts, ...calls].sort((a, b) => a.place.start - b.place.start);
  const meantLeft = due.map(() => 0);
  for (let at = due.length - 1, left = 0; at >= 0; at--) {
    if (!drafted.has(due[at] as Call)) left++;
    meantLeft[at] = left;
  }
  const found: Disagreement[] = [];
  let next = 0;
  const passOver = (to: number) => {
    for (const call of due.slice(next, to)) if (!drafted.has(call)) found.push({ kind: "drops-call", call });
    next = to;
  };
  for (const [index, read] of reading.calls.entries()) {
    const values = jsonValue(read.arguments);
    const near = due.slice(next, next + reach);
    const isSurplus = reading.calls.length - index > (meantLeft[next] ?? 0);
    const offset = partnerOf(near, read, values, drafted, isSurplus);
    const call = near[offset];
    if (call === undefined) {
      found.push({ kind: "adds-call", read });
      continue;
    }
    passOver(next + offset);
    next++;
    if (drafted.has(call)) found.push({ kind: "runs-draft", call });
    else found.push(...differences(call, read, values));
  }
  passOver(due.length);
  return found;
}

/**
 * The index of the expected call that a read one matches: the same, else one with its name, else the next that is
 * meant; or -1.
 */
function partnerOf(
  near: readonly Call[],
  read: ServerCall,
  values: unknown,
  drafted: ReadonlySet<Call>,
  isSurplus: boolean,
): number {
  const same = near.findIndex((call) => differences(call, read, values).length === 0);
  if (same >= 0) return same;
  const named = near.findIndex((call) => call.name === read.name && !drafted.has(call));
  if (named >= 0) return named;
  // If more calls are read than expected, one with another name is surplus.
  return isSurplus ? -1 : near.findIndex((call) => !drafted.has(call));
}

function differences(call: Call, read: ServerCall, values: unknown): Disagreement[] {
  const found: Disagreement[] = read.name === call.name ? [] : [{ kind: "renames-call", call, read }];
  if (!isObject(values)) return [...found, { kind: "breaks-arguments", call, read }];
  const meant = valuesOf(call);
  for (const argument of Object.keys(meant)) {
    if (!Object.hasOwn(values, argument)) found.push({ kind: "drops-argument", call, argument });
    else if (!isSame(meant[argument], values[argument])) {
      found.push({ kind: "changes-argument", call, argument, meant: meant[argument], value: values[argument] });
    }
  }
  for (const argument of Object.keys(values)) {
    if (!Object.hasOwn(meant, argument)) {
      found.push({ kind: "adds-argument", call, argument, value: values[argument] });
    }
  }
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Are two JSON values equal? Whole numbers are equal with or without a fraction. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  if (typeof a === "bigint" || typeof b === "bigint") return String(a) === String(b);
  return a === b;
}
