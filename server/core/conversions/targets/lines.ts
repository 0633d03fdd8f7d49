import type { Sample } from "../../model/sample";
import { minified } from "../../json/minified";
import { formatOf } from "../../records/reading/recogniseFile";

/** The samples of lines that are records of one format. */
export function readLines(text: string, format: string): readonly Sample[] {
  const { read } = formatOf(format, "jsonl");
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.flatMap((line, i) => read(line, i).samples);
}

/** The value that a text writes in JSON, as it writes it; a text that is no JSON as a string. */
export function jsonOrText(text: string): string {
  try {
    JSON.parse(text);
    return minified(text);
  } catch {
    return JSON.stringify(text);
  }
}

/** One line of JSON: members whose value is undefined are left out, and values are JSON already. */
export function objectLine(members: readonly (readonly [string, string | undefined])[]): string {
  const written = members.flatMap(([name, json]) => (json === undefined ? [] : [`${JSON.stringify(name)}: ${json}`]));
  return `{${written.join(", ")}}`;
}

export function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
