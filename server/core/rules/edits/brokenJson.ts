import type { TextEdit } from "../../text/edits";
import { maxRepairedCharacters } from "./json";

/** Of more places none is tried: each costs a look at the whole text. */
const maxTried = 50;

/**
 * Broken JSON fixed by a guess at what was meant: a quote at the end of a string that runs into the next key, or one of two
 * equal values side by side. Undefined where nothing, or more than one thing, can have been meant.
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

/** The same value twice, as streaming that starts anew leaves it. */
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
