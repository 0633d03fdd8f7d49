import type { Sample } from "../model/sample";
import { idFields } from "../records/fields/attributes";
import { parseJson } from "../records/json/jsonField";

/** Where to look for a record's id if nobody says where. */
const usual = [...idFields, "uid"];

/**
 * A record's id, for a line without a sample to take it from, or if a field is named.
 *
 * @param field path of the field, with dots: `extra_info.index`
 * @returns undefined if the record is no JSON object, or has no such field with a string or a number
 */
export function recordId(text: string, field?: string): string | undefined {
  const paths = field === undefined ? usual.map((name) => [name]) : [[field], field.split(".")];
  if (!paths.some((path) => mayName(text, path))) return undefined;
  const record = parseJson(text);
  for (const path of paths) {
    const value = path.reduce<unknown>((at, name) => own(at, name), record);
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return undefined;
}

/**
 * The id that is echoed for a trace: the named field, else what its format knows, else `uid`. (A trainer's uid may be
 * that of a group, so the editor does not use it as a sample's name.)
 */
export function echoedId({ attributes }: Sample, text: string, field?: string): string | undefined {
  if (field !== undefined) return recordId(text, field);
  return attributes.id ?? (text.includes('"uid"') ? recordId(text) : undefined);
}

/** Could the text hold the last name of the path? Parsing it costs much more. */
function mayName(text: string, path: readonly string[]): boolean {
  return text.includes(`"${path.at(-1) ?? ""}"`) || text.includes("\\");
}

function own(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
