import type { DialectTool } from "../../dialect";
import { dumps } from "../values/python";
import { readCallList, type LiteralOptions, type PythonCall } from "../values/literal";
import type { ServerCall, ServerReading } from "../reader";
import { isKnown } from "../values/schema";

export interface PythonicData {
  readonly kind: "pythonic";
  readonly literals: LiteralOptions;
  /**
   * `whole`: the list has to be the whole text; `within`: it may be anywhere, and special tokens around it are removed.
   */
  readonly where: "whole" | "within";
  readonly knownOnly: boolean;
  /** What happens to the text if a value is no literal: it is returned as it is, or list and call are lost. */
  readonly noLiteral: "text" | "lost";
}

/** The tokens around the list that vLLM and SGLang remove. */
const wrappers = /<\|python_(?:start|end)\|>/g;
const asciiLetter = /^[a-zA-Z]/;

export function readPythonic(text: string, data: PythonicData, tools: readonly DialectTool[]): ServerReading {
  const unread = { calls: [], content: text };
  const written = data.where === "within" ? text.replace(wrappers, "").trim() : text;
  const found = findList(written, data);
  if (found === undefined) return unread;
  const calls = found.calls.map(callOf);
  const content = data.where === "whole" ? "" : written.slice(0, found.start) + written.slice(found.end);
  if (calls.includes(undefined)) {
    const error = "an argument is no literal";
    return { calls: [], content: data.noLiteral === "text" ? text : content, error };
  }
  const read = calls.filter((call) => call !== undefined);
  return { calls: data.knownOnly ? read.filter(({ name }) => isKnown(tools, name)) : read, content };
}

function findList(
  text: string,
  data: PythonicData,
): { readonly calls: readonly PythonCall[]; readonly start: number; readonly end: number } | undefined {
  // Bounds repeated reading, so that hostile text costs no more than a few times its length.
  let budget = 8 * text.length;
  for (let start = text.indexOf("["); start >= 0 && budget >= 0; start = text.indexOf("[", start + 1)) {
    if (data.where === "whole" && start > 0) return undefined;
    const { calls, end } = readCallList(text, start, data.literals);
    if (calls?.every(isPlain) === true) {
      return data.where === "within" || text.slice(end).trim() === "" ? { calls, start, end } : undefined;
    }
    budget -= end - start;
  }
  return undefined;
}

/** The servers' patterns require a letter at the start of every name. */
function isPlain(call: PythonCall): boolean {
  return asciiLetter.test(call.name) && [...(call.arguments?.keys() ?? [])].every((key) => asciiLetter.test(key));
}

function callOf({ name, arguments: values }: PythonCall): ServerCall | undefined {
  return values === undefined ? undefined : { name, arguments: dumps(values) };
}
