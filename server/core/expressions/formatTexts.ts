import { pythonPattern } from "../python/regex/pattern";
import type { Json, JsonRecord } from "./builder";

/** The literal texts by which an expression recognises a format, in their order in it: of patterns and of what it counts. */
export function formatTexts(json: Json | undefined): readonly string[] {
  if (typeof json !== "object" || json === null) return [];
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(formatTexts);
  return Object.entries(json).flatMap(([key, value]) => {
    if (key === "matches") return patternTexts(value, "flags" in json ? json.flags : undefined);
    if (key === "count" || key === "has") return typeof value === "string" ? [value] : patternTexts(value, undefined);
    return formatTexts(value);
  });
}

function patternTexts(json: unknown, flags: unknown): readonly string[] {
  const isObject = typeof json === "object" && json !== null;
  const source: unknown = isObject ? (json as JsonRecord).re : json;
  const letters: unknown = isObject ? (json as JsonRecord).flags : flags;
  if (typeof source !== "string") return [];
  const read = pythonPattern(source, typeof letters === "string" ? letters : "");
  return read.ok ? read.pattern.literals : [];
}
