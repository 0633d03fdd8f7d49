import { minified } from "../json/minified";
import { parseBounded } from "../json/parseBounded";
import { valuesOf, type Call } from "../dialects/call";
import { writtenJson } from "../dialects/write";

/**
 * A call's arguments as a JSON object on one line. A value that was written as JSON keeps its digits: `3.0` stays
 * `3.0`, and an integer that no double can hold stays exact. NaN and the infinities become strings, since JSON has no
 * words for them.
 */
export function argumentsAsJson(call: Call): string {
  const written = new Map([...writtenJson(call)].filter(([, json]) => isJson(json)));
  const values = valuesOf(call);
  const members = Object.keys(values).map(
    (name) => `${JSON.stringify(name)}:${memberOf(written.get(name), values[name])}`,
  );
  return `{${members.join(",")}}`;
}

function memberOf(written: string | undefined, value: unknown): string {
  return written === undefined ? exact(value) : minified(written);
}

function exact(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(exact).join(",")}]`;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number" && !Number.isFinite(value)) return `"${value}"`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${exact(member)}`);
    return `{${members.join(",")}}`;
  }
  return value === undefined ? "null" : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    parseBounded(text);
    return true;
  } catch {
    return false;
  }
}
