import type { Span } from "../text/span";
import type { JsonFailure } from "./jsonNode";

/** What the reader had just read when it met something unexpected. */
export type Expected =
  /** A value was expected: at the start, after `[`, after a comma in an array or after a colon. */
  | { readonly after: "nothing"; readonly container: Container }
  /** A value is complete; a comma or the closer was expected, or, outside all containers, the end. */
  | { readonly after: "value"; readonly container: Container }
  /** A key or `}` was expected. */
  | { readonly after: "brace" }
  /** Another key or value was expected, because of the comma at `comma`. */
  | { readonly after: "comma"; readonly comma: number; readonly container: "object" | "array" }
  /** A colon was expected. */
  | { readonly after: "key" };

type Container = "object" | "array" | undefined;

const pythonWord = /(?:None|True|False)(?!\w)/y;
const wordOrNumber = /[-+.\w$]+/y;
const comment = /\/\/|\/\*|#/y;
const singleQuoted = /'[^'\n]*'?/y;
const startsNumber = /^[-+]?\.?[0-9]|^[-+]/;
const startsValue = /["[{\w'.+-]/;

/**
 * Says why the JSON in `range` of `text` cannot go on at `at`, in the words of the mistake that people and models make.
 *
 * @param opener where the innermost container that is still open begins
 */
export function diagnose(
  text: string,
  range: Span,
  at: number,
  expected: Expected,
  opener: number | undefined,
): JsonFailure {
  const failure = (code: string, message: string, start: number, end: number): JsonFailure => ({
    code,
    message,
    span: { start, end: Math.min(end, range.end) },
  });
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };

  if (at >= range.end) {
    return opener === undefined
      ? failure("empty", "there is no JSON value here", range.start, range.end)
      : failure("unclosed", `the text ends before this ${text.charAt(opener)} is closed`, opener, opener + 1);
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);

  const commentStart = match(comment);
  if (commentStart !== undefined) {
    return failure("comment", "JSON has no comments", at, at + commentStart.length);
  }
  if (expected.after === "key") {
    return failure("missing-colon", "a colon is missing between key and value", at, at + character.length);
  }
  if (expected.after === "comma" && (character === "}" || character === "]")) {
    return failure("trailing-comma", `no comma is allowed before ${character}`, expected.comma, expected.comma + 1);
  }
  if (expected.after === "value") {
    if (expected.container === undefined) {
      return failure("extra-data", "more text follows the JSON value", at, trimmedEnd(text, at, range.end));
    }
    if (startsValue.test(character)) {
      const what = expected.container === "object" ? "member" : "value";
      return failure("missing-comma", `a comma is missing before this ${what}`, at, at + character.length);
    }
    return unexpected();
  }

  if (character === "'") {
    const quoted = match(singleQuoted) ?? character;
    return failure("single-quotes", "JSON strings need double quotes", at, at + quoted.length);
  }
  const keyIsDue = expected.after === "brace" || (expected.after === "comma" && expected.container === "object");
  const word = match(wordOrNumber);
  if (word !== undefined && keyIsDue) {
    return failure("unquoted-key", "a key needs double quotes", at, at + word.length);
  }
  const python = match(pythonWord);
  if (python !== undefined) {
    const json = { None: "null", True: "true", False: "false" }[python] ?? "";
    return failure("python-literal", `${python} is Python; JSON writes ${json}`, at, at + python.length);
  }
  if (word !== undefined && startsNumber.test(word)) {
    return failure("bad-number", "this is not a number in JSON", at, at + word.length);
  }
  if (word !== undefined) {
    return failure("unexpected", "a word that is not a JSON value; text needs double quotes", at, at + word.length);
  }
  return unexpected();

  function unexpected(): JsonFailure {
    return failure("unexpected", `${describe(character)} cannot stand here`, at, at + character.length);
  }
}

function trimmedEnd(text: string, start: number, end: number): number {
  while (end > start && " \t\n\r".includes(text.charAt(end - 1))) end--;
  return end;
}

/** The character itself if it is visible, else its name or code point. */
function describe(character: string): string {
  if (/^[!-~]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  if (code === 0xfeff) return `a byte order mark (${point})`;
  if (code === 0xa0) return `a no-break space (${point})`;
  if (character === "“" || character === "”") return `a curly quote (${point})`;
  return `${/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `${character} ` : "the character "}(${point})`;
}
