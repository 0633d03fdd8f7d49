import type { TextEdit } from "../../text/edits";
import { maxRepairedCharacters } from "./json";

/** With more candidate places, none is tried: each one takes a look at the whole text. */
const maxTried = 50;

/**
 * Broken JSON fixed by a guess at what was meant: a quote is added at the end of a string that runs into the next key,
 * or one of two equal adjacent values is removed. Undefined if there is no guess, or more than one.
 */
export function guessedJson(text: string): TextEdit | undefined {
  if (text.length > maxRepairedCharacters) return undefined;
  return withoutCopy(text) ?? withQuote(text);
}

function withQuote(text: string): TextEdit | undefined {
  const places = [...text.matchAll(/[,}\]]\s*(?="[^"\\]*"\s*:)|[}\]]\s*$/g)]
    .slice(0, maxTried)
    .map(({ index }) => index);
  const fitting = places.filter((at) => isJson(`${text.slice(0, at)}"${text.slice(at)}`));
  const [at] = fitting;
  return at === undefined || fitting.length > 1 ? undefined : { span: { start: at, end: at }, text: '"' };
}

/** Removes the second of two equal values, as restarted streaming leaves them. */
function withoutCopy(text: string): TextEdit | undefined {
  const whole = text.trim();
  const half = whole.length / 2;
  if (
    half < 2 ||
    !Number.isInteger(half) ||
    whole.slice(0, half) !== whole.slice(half) ||
    !isJson(whole.slice(0, half))
  )
    return undefined;
  const start = text.indexOf(whole);
  return { span: { start: start + half, end: start + whole.length }, text: "" };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
