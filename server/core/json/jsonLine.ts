import { printableJson } from "../text/printable";

/** A value as one line of JSON. Characters that end a line or control a terminal are escaped. */
export function jsonLine(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
