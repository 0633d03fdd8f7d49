import { printableJson } from "../text/printable";

/** A value as one line of JSON, which holds no character that ends a line or steers a terminal but as an escape. */
export function jsonLine(value: unknown): string {
  return printableJson(JSON.stringify(value));
}
