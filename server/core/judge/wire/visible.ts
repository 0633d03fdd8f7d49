import { longestMessage } from "./sizes";

/** C0 but line feed and tab, DEL, C1, and what turns the direction of writing: none may reach a terminal as it is. */
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text that a server or a model wrote, with its control characters made visible: `\u{1b}` for an escape. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A server's message as it may be shown: visible, not endless, and without the key, which some servers echo. */
export function shownMessage(text: string, key: string | undefined): string {
  const masked = masking(key)(text);
  const short = masked.length > longestMessage ? `${masked.slice(0, longestMessage)} …` : masked;
  return visible(short.trim());
}

/** Puts dots where a text repeats the key, and where it repeats it as a URL or JSON writes it. */
export function masking(key: string | undefined): (text: string) => string {
  if (key === undefined || key === "") return (text) => text;
  const spellings = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];
  return (text) => spellings.reduce((masked, spelling) => masked.replaceAll(spelling, "•••"), text);
}
