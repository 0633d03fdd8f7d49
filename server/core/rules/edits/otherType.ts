import { kindOf, type JsonKind } from "../../facts/parameterType";
import { onOneLine } from "./oneLine";

/**
 * A JSON value written as one of other kinds, if nothing is lost: `"5"` as 5, 5 as `"5"`, `"[1, 2]"` as a list.
 * Undefined if that is impossible.
 *
 * @param written the value as the text has it
 */
export function asOtherType(value: unknown, written: string, kinds: ReadonlySet<JsonKind>): string | undefined {
  if (typeof value === "string") return fromText(value.trim(), kinds);
  const isPlain = typeof value === "number" || typeof value === "boolean";
  return isPlain && kinds.has("string") ? JSON.stringify(written) : undefined;
}

function fromText(text: string, kinds: ReadonlySet<JsonKind>): string | undefined {
  const json = text === "True" || text === "False" ? text.toLowerCase() : text === "None" ? "null" : text;
  const value = parsed(json);
  if (value === undefined || typeof value === "string") return undefined;
  const kind = kindOf(value);
  // A number that a double cannot hold, or that would be printed differently (1e3, 5.0), would give a text that was not
  // meant.
  if (typeof value === "number" && String(value) !== json) return undefined;
  const fits = kinds.has(kind) || (kind === "integer" && kinds.has("number"));
  return fits ? onOneLine(json) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
