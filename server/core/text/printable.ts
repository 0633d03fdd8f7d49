/**
 * Makes text from files, models and settings safe to show. Such text can then neither control a terminal, nor reverse
 * the direction of the text around it, nor hide in it.
 */

/**
 * Characters that do not print or that change how others do: controls (C0, DEL, C1), direction marks, zero-width
 * spaces, line separators, the "tags" and selectors that hide text in text, unassigned code points, and halves of
 * surrogate pairs. Joiners (U+200C, U+200D) and the selectors of emoji stay, because words and emoji need them.
 */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Does {@link printable} replace this character by a picture? */
export function isInvisible(codePoint: number): boolean {
  invisible.lastIndex = 0;
  return invisible.test(String.fromCodePoint(codePoint));
}

/** The symbol shown for a character that does not print: Unicode's picture of it, else the replacement character. */
export function pictureOf(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
  return codePoint === 0x7f ? "\u2421" : "\uFFFD";
}

/** Text that needs no change, which is nearly every text. */
const plain = /^[\x20-\x7e]*$/;

/** Text for one line: every character prints, and none ends the line. */
export function printableLine(text: string): string {
  return plain.test(text) ? text : text.replace(invisible, (char) => pictureOf(char.codePointAt(0) ?? 0));
}

/** Text of several lines: line feeds and tabs stay, every other character prints. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(invisible, (char) =>
    char === "\n" || char === "\t" ? char : pictureOf(char.codePointAt(0) ?? 0),
  );
}

/** The marks that begin a CI service's command anywhere in a line: GitHub, Azure and TeamCity. */
const hashCommand = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

/**
 * Lines for a log that a CI service reads: a space breaks every mark that would begin a command. GitHub takes `::error`
 * at the start of a line.
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^([^\S\n\r\u2028\u2029]*:)(?=:)/gm, "$1 ").replace(hashCommand, "# ");
}

/** Lines for people to read, on a terminal or in the log of a CI service. */
export function printableLines(text: string): string {
  return withoutCommands(printable(text));
}

/**
 * JSON that is safe to show: in its strings, characters that do not print and marks of CI commands are escaped. No
 * value changes. Line feeds between values stay.
 */
export function printableJson(json: string): string {
  const shown = plainLines.test(json)
    ? json
    : json.replace(invisible, (char) => (char === "\n" ? char : escaped(char)));
  return shown.includes("#") ? shown.replace(hashCommand, escaped) : shown;
}

const plainLines = /^[\x20-\x7e\n]*$/;

function escaped(char: string): string {
  const units = Array.from({ length: char.length }, (_, i) => char.charCodeAt(i).toString(16).padStart(4, "0"));
  return units.map((unit) => `\\u${unit}`).join("");
}

/** A text for VS Code's messages, progress and statuses, which make links of `[words](target)` and icons of `$(name)`. */
export function withoutMarkup(text: string): string {
  return printableLine(text)
    .replace(/\](?=\()/g, "] ")
    .replace(/\$(?=\()/g, "$ ");
}

/**
 * The most characters of a message, whatever it quotes: nobody reads more, and a run can write thousands of messages.
 */
export const longestMessage = 1000;

/** The beginning of a text, with an ellipsis if it was cut: at most `longest` characters, none cut in half. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = longest - 1;
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** A message of one line: every character prints, and its length is limited. */
export function messageLine(text: string): string {
  return printableLine(shortened(text, longestMessage));
}

/** Text that Markdown shows literally, on one line: no links, images or HTML, and no addresses that become links. */
export function escapeMarkdown(text: string): string {
  return printableLine(text.replace(/\s+/g, " ")).replace(/[\\`*_{}[\]<>()#+\-.!|~&$:@]/g, "\\$&");
}

/** Text as code in a line of Markdown. Nothing in the text can end the code. */
export function codeInMarkdown(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = "`".repeat(1 + Math.max(0, ...runs.map((run) => run.length)));
  const space = runs.length > 0 ? " " : "";
  return `${fence}${space}${printableLine(text)}${space}${fence}`;
}

/** A sentence whose author may write code in backticks, and no other Markdown. */
export function proseInMarkdown(text: string): string {
  return (
    text
      .split(/(`[^`\s][^`]{0,200}`)/)
      .map((piece, i) => (i % 2 === 1 ? codeInMarkdown(piece.slice(1, -1)) : escapeMarkdown(piece)))
      .join("")
      // A character that ends a word needs no escape, and people also read this where Markdown is not rendered.
      .replace(/(\p{L})\\([.:!])(?=\s|$)/gu, "$1$2")
  );
}
