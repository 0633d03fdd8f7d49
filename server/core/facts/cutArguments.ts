import { balancedEnd } from "../json/looseJson";
import { readJson } from "../json/readJson";
import type { JsonFailure } from "../json/jsonNode";
import type { Part, Sample } from "../model/sample";

/**
 * The arguments of a call given as data that break off. Only the turn's last call can: those before it were written to
 * their end.
 *
 * @param isSaid does the record say that the turn was cut off? Otherwise only arguments that nothing answers, and that end
 *   as only a text does that breaks off, are so.
 */
export function cutArguments({ calls, following }: Sample, isSaid: boolean): Part | undefined {
  const last = calls.at(-1);
  const part = last?.arguments;
  if (last === undefined || part === undefined) return undefined;
  const read = readJson(part.text);
  if (read.ok) return undefined;
  if (isSaid) return isClosed(part.text) ? undefined : part;
  const isAnswered = last.hasResult === true || (following !== undefined && goesOn(following));
  return !isAnswered && endsOpen(part.text, read.failure) ? part : undefined;
}

function goesOn({ results, continues }: NonNullable<Sample["following"]>): boolean {
  return results > 0 || continues;
}

/** Does a text that is no JSON still close what it opens? */
function isClosed(text: string): boolean {
  const { length } = text;
  const start = length - text.trimStart().length;
  return start < length && balancedEnd(text, start, length) !== undefined;
}

/** Is the text's end what is wrong with it? */
function endsOpen(text: string, { code, span }: JsonFailure): boolean {
  const end = text.trimEnd().length;
  if (code === "unclosed") {
    // A string that runs on to the closing bracket most likely lacks only its quote.
    return text.charAt(span.start) !== '"' || !/[}\]]$/.test(text.slice(0, end));
  }
  if (span.end < end) return false;
  const word = text.slice(span.start, end);
  return (
    code === "bad-number" || code === "bad-escape" || ["true", "false", "null"].some((one) => one.startsWith(word))
  );
}
