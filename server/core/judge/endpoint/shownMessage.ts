import { printable } from "../../text/printable";
import { longestMessage } from "./sizes";

/**
 * A server's message as it may be shown: every character printable, limited in length, and without the key, which some
 * servers echo.
 */
export function shownMessage(text: string, key: string | undefined): string {
  const masked = masking(key)(text);
  const short = masked.length > longestMessage ? `${masked.slice(0, longestMessage)} …` : masked;
  return printable(short.trim());
}

/** Puts dots where a text repeats the key, also in the form in which a URL or JSON writes it. */
export function masking(key: string | undefined): (text: string) => string {
  if (key === undefined || key === "") return (text) => text;
  const spellings = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1)];
  return (text) => spellings.reduce((masked, spelling) => masked.replaceAll(spelling, "•••"), text);
}
