/**
 * Text from files, models and settings, made safe to be shown. Whoever wrote it, it cannot steer a terminal, turn the
 * direction of the text around it, or hide in it.
 */

/**
 * Characters that do not print or that change how others do: controls (C0, DEL, C1), direction marks, zero-width spaces,
 * line separators, the "tags" and selectors that hide text in text, what is reserved for no character, and halves of
 * surrogate pairs. Joiners (U+200C, U+200D) and the selectors of emoji stay: words and emoji are written with them.
 */
const invisible =
  /[\u0000-\u001f\u007f-\u009f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Surrogate}/gu;

/** Is it a character that {@link printable} shows as a picture? */
export function isInvisible(codePoint: number): boolean {
  invisible.lastIndex = 0;
  return invisible.test(String.fromCodePoint(codePoint));
}

/** What stands for a character that does not print: the picture that Unicode has for it, else the replacement sign. */
export function pictureOf(codePoint: number): string {
  if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
  return codePoint === 0x7f ? "\u2421" : "\uFFFD";
}

/** What needs no looking at, which is nearly every text. */
const plain = /^[\x20-\x7e]*$/;

/** A text for one line: every character prints, and none ends the line. */
export function printableLine(text: string): string {
  return plain.test(text) ? text : text.replace(invisible, (char) => pictureOf(char.codePointAt(0) ?? 0));
}

/** A text of several lines: line feeds and tabs stay, every other character prints. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(invisible, (char) =>
    char === "\n" || char === "\t" ? char : pictureOf(char.codePointAt(0) ?? 0),
  );
}

/** What begins a command of a CI service anywhere in a line: of GitHub, Azure and TeamCity. */
const hashCommand = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

/**
 * Lines for a log that a CI service reads: what begins a command of such a service is parted by a space. GitHub takes
 * `::error` where a line begins.
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^([^\S\n\r\u2028\u2029]*:)(?=:)/gm, "$1 ").replace(hashCommand, "# ");
}

/** Lines for people to read, on a terminal or in the log of a CI service. */
export function printableLines(text: string): string {
  return withoutCommands(printable(text));
}

/**
 * JSON that can be shown: what does not print, and what begins a command of a CI service, is escaped in its strings. No
 * value changes. Line feeds between values stay.
 */
export function printableJson(json: string): string {
  const shown = plainLines.test(json)
    ? json
    : json.replace(invisible, (char) => (char === "\n" ? char : escaped(char)));
  return shown.replace(hashCommand, escaped);
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

/** A message has at most so many characters, whatever it quotes: nobody reads more, and thousands of them are written. */
export const longestMessage = 1000;

/** A text's beginning, with an ellipsis where it goes on: at most `longest` characters, none of them half a character. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = longest - 1;
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** What is said to people in one line: every character prints, and it has an end. */
export function messageLine(text: string): string {
  return printableLine(shortened(text, longestMessage));
}

/** Text that reads as itself in Markdown, on one line: no links, images, HTML, nor addresses that become links. */
export function escapeMarkdown(text: string): string {
  return printableLine(text.replace(/\s+/g, " ")).replace(/[\\`*_{}[\]<>()#+\-.!|~&$:@]/g, "\\$&");
}

/** A text as code in a line of Markdown. Nothing ends the code but its own end. */
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
      // What ends a word needs no escape, and is read by people where Markdown is not drawn.
      .replace(/(\p{L})\\([.:!])(?=\s|$)/gu, "$1$2")
  );
}
