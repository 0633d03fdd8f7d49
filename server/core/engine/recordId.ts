import type { Sample } from "../model/sample";

/** Where a record's own name is looked for, if nobody says where. */
const usual = ["id", "uid", "uuid"];

/**
 * A record's own name, for a line that has no sample to take it from, or where somebody says which field it is.
 *
 * @param field its path, with dots: `extra_info.index`
 * @returns undefined where the record is no JSON object, or has no such field that is a string or a number
 */
export function recordId(text: string, field?: string): string | undefined {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const path of field === undefined ? usual.map((name) => [name]) : [[field], field.split(".")]) {
    const value = path.reduce<unknown>((at, name) => own(at, name), record);
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return undefined;
}

/**
 * The id that is echoed for a trace: the field that somebody names, else what its format knows, else `uid`. (A trainer's
 * uid may be that of a group: to the editor it is no name of a sample.)
 */
export function echoedId({ attributes }: Sample, text: string, field?: string): string | undefined {
  if (field !== undefined) return recordId(text, field);
  return attributes.id ?? (text.includes('"uid"') ? recordId(text) : undefined);
}

function own(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
