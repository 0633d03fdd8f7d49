import { applyEdits, modify, parse, type JSONPath } from "jsonc-parser";
import { exactPattern } from "./filePatterns";
import { readConfig } from "./readConfig";
import { type FilePattern, rulesFor } from "./teamConfig";

/** A rule to switch off in a `trace-auditor.json`. */
export interface SwitchOff {
  readonly rule: string;
  /** Only for this file, by its path relative to the config's folder, with `/`; without it, for every file. */
  readonly path?: string | undefined;
}

/**
 * The text of a `trace-auditor.json` in which the rule is switched off; everything else in it stays, comments included.
 * An empty text becomes a new config. Undefined if the text is not JSON, or has something else in this place: a person
 * must fix it first.
 */
export function switchedOff(text: string, { rule, path }: SwitchOff): string | undefined {
  const before = text.trim() === "" ? "{}" : text;
  if (readConfig(before).problems.some(({ code }) => code === "syntax")) return undefined;
  try {
    const after = path === undefined ? withValue(before, ["rules", rule]) : withPattern(before, rule, path);
    const { config } = readConfig(after);
    const isOff = path === undefined ? config.rules[rule] : rulesFor(config, path)[rule];
    return isOff === "off" ? (text.trim() === "" ? `${after}\n` : after) : undefined;
  } catch {
    // For example, a list where an object is expected.
    return undefined;
  }
}

/** The rule in the file's own entry if nothing after it overrides that, else in a new entry at the end. */
function withPattern(text: string, rule: string, path: string): string {
  const { files = [] } = parse(text, [], { allowTrailingComma: true }) as { readonly files?: readonly FilePattern[] };
  const pattern = exactPattern(path);
  const own = files.findLastIndex((file) => file.pattern === pattern);
  if (own >= 0) {
    const after = withValue(text, ["files", own, "rules", rule]);
    if (rulesFor(readConfig(after).config, path)[rule] === "off") return after;
  }
  return withValue(text, ["files", files.length], { pattern, rules: { [rule]: "off" } });
}

function withValue(text: string, path: JSONPath, value: unknown = "off"): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes("\r\n") ? "\r\n" : "\n" };
  return applyEdits(text, modify(text, path, value, { formattingOptions }));
}
