import { oneLine } from "../text/oneLine";
import { shorten } from "../text/shorten";
import type { Call } from "./sampleCalls";

/** The maximum number of arguments shown. */
const maxArguments = 8;

/** A call for one line of a table, of at most `most` characters: `get_weather(city="Oslo", days=3)`. */
export function callInWords({ name, arguments: given }: Pick<Call, "name" | "arguments">, most = 120): string {
  const shown = typeof name === "string" ? shorten(name, most) : "?";
  return oneLine(`${shown}(${argumentsInWords(given)})`, most);
}

function argumentsInWords(given: unknown): string {
  if (given === undefined) return "";
  if (typeof given !== "object" || given === null || Array.isArray(given)) return valueInWords(given);
  const names = Object.keys(given);
  const told = names
    .slice(0, maxArguments)
    .map((name) => `${shorten(name, 40)}=${valueInWords((given as Record<string, unknown>)[name])}`);
  return [...told, ...(names.length > maxArguments ? ["…"] : [])].join(", ");
}

/** Only the beginning of a long text is written. */
function valueInWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(shorten(value, 60));
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value) ? `[${value.length}]` : "{…}";
}
