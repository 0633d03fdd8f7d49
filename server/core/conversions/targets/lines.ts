import { parseBounded } from "../../json/parseBounded";
import type { Sample } from "../../model/sample";
import { minified } from "../../json/minified";
import { formatOf } from "../../records/reading/recogniseFile";

/** Reads the samples of lines that are records of one format. */
export function readLines(text: string, format: string): readonly Sample[] {
  const { read } = formatOf(format, "jsonl");
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.flatMap((line, i) => read(line, i).samples);
}

/** The JSON value of a text, as written; a text that is not JSON becomes a string. */
export function jsonOrText(text: string): string {
  try {
    parseBounded(text);
    return minified(text);
  } catch {
    return JSON.stringify(text);
  }
}

/** One line of JSON. Values are JSON already; members whose value is undefined are left out. */
export function objectLine(members: readonly (readonly [string, string | undefined])[]): string {
  const written = members.flatMap(([name, json]) => (json === undefined ? [] : [`${JSON.stringify(name)}: ${json}`]));
  return `{${written.join(", ")}}`;
}

export function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
