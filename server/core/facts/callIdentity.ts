import { toolNameOf, type Call } from "../dialects/sampleCalls";

/** Arguments that are nested deeper are not compared. */
const maxDepth = 100;

/** The calls that none of the others says as well. Servers log both the text of a call and what they read in it. */
export function notAmong(calls: readonly Call[], others: readonly Call[]): readonly Call[] {
  if (calls.length === 0 || others.length === 0) return calls;
  const known = new Set(others.map(identityOf));
  return calls.filter((call) => {
    const key = identityOf(call);
    return key === undefined || !known.has(key);
  });
}

/** What a call says: its tool and its arguments, whatever their order; undefined if it has none that can be compared. */
export function identityOf(call: Call): string | undefined {
  const name = toolNameOf(call);
  if (name === undefined || call.arguments === undefined) return undefined;
  const values = canonical(call.arguments, 0);
  return values === undefined ? undefined : `${name} ${values}`;
}

/** A value as JSON with its keys in order. */
function canonical(value: unknown, depth: number): string | undefined {
  if (depth > maxDepth) return undefined;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const members = isList ? value.entries() : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const written: string[] = [];
  for (const [key, member] of members) {
    const one = canonical(member, depth + 1);
    if (one === undefined) return undefined;
    written.push(isList ? one : `${JSON.stringify(key)}:${one}`);
  }
  return isList ? `[${written.join(",")}]` : `{${written.join(",")}}`;
}
