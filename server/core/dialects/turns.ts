import { NextOccurrence } from "../text/nextOccurrence";
import type { Span } from "../text/span";
import type { Dialect } from "./marks";

/** A turn within one text: of the model, or of its environment (a tool's result, a user). */
export interface TextTurn extends Span {
  readonly role: "model" | "environment";
  /** The role of the turn, in the words of chat templates. */
  readonly speaker: Speaker;
}

export type Speaker = "system" | "user" | "tool" | "assistant";

/** Lines with only a role's word: the remains of a chat template in an agent loop's dump. */
const roleLine = /(?<=^|\n)[ \t]*(?:<\|im_start\|>)?(system|user|tool|observation|assistant)[ \t]*(?:\n|$)/g;

/** Most texts have no line of the environment, so that their lines need not be searched. */
const environmentLine = /\n[ \t]*(?:<\|im_start\|>)?(?:user|tool|observation)[ \t]*\n/;

/**
 * The turns of a text that holds a whole agent loop: the environment's begin with a role's word alone on a line, or
 * with a result's mark behind a call. A text of one turn belongs to the model as a whole.
 *
 * Role words separate turns only if a result directly follows one of the environment's, or the model's follows one;
 * otherwise they are just words.
 */
export function turnsOf(text: string, dialect: Dialect): TextTurn[] {
  const results = (dialect.results ?? []).filter((mark) => mark.startsWith("<") || mark.startsWith("["));
  const lines = (environmentLine.test(text) ? [...text.matchAll(roleLine)] : []).map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    isModel: match[1] === "assistant",
    speaker: match[1] === "observation" ? "tool" : (match[1] as Speaker),
  }));
  const isDump = lines.some(
    ({ isModel, end }, i) => !isModel && (lines[i + 1]?.isModel === true || startsResult(text, end, results)),
  );
  const turns: TextTurn[] = [];
  let start = 0;
  let role: TextTurn["role"] = "model";
  let speaker: Speaker = "assistant";
  const close = (end: number) => {
    if (end > start) turns.push({ role, speaker, start, end });
  };
  if (isDump) {
    for (const line of lines) {
      close(line.start);
      start = line.end;
      role = line.isModel ? "model" : "environment";
      ({ speaker } = line);
    }
  }
  close(text.length);
  const tagged = taggedResults(text, results);
  return turns.flatMap((turn) => (turn.role === "model" ? withoutResults(turn, text, tagged) : [turn]));
}

function startsResult(text: string, at: number, results: readonly string[]): boolean {
  return results.some((mark) => text.startsWith(mark, at));
}

/** Splits the results behind calls off a model's turn, as turns of the environment. */
function withoutResults(turn: TextTurn, text: string, results: readonly Result[]): TextTurn[] {
  const turns: TextTurn[] = [];
  let { start } = turn;
  for (;;) {
    const [result] = results
      .map(({ opener, closer }) => ({ closer, at: opener.from(start) }))
      .sort((a, b) => a.at - b.at);
    if (result === undefined || result.at >= turn.end) break;
    const close = result.closer.of.from(result.at);
    const end = close + result.closer.length;
    // Without a call before it, the model made the result up.
    const isAnswer = /[>}\])]\s*$/.test(text.slice(Math.max(start, result.at - 40), result.at));
    if (end > turn.end || !isAnswer) break;
    const parted = result.at + 1;
    turns.push(
      { role: "model", speaker: "assistant", start, end: parted },
      { role: "environment", speaker: "tool", start: parted, end },
    );
    start = end;
  }
  if (turn.end > start || turns.length === 0) turns.push({ ...turn, start });
  return turns;
}

interface Result {
  readonly opener: NextOccurrence;
  readonly closer: { readonly of: NextOccurrence; readonly length: number };
}

/** Results between tags that begin a line. */
function taggedResults(text: string, marks: readonly string[]): Result[] {
  return marks
    .filter((mark) => /^<[\w:]+>$/.test(mark))
    .map((mark) => {
      const closer = `</${mark.slice(1)}`;
      return {
        opener: new NextOccurrence(text, `\n${mark}`),
        closer: { of: new NextOccurrence(text, closer), length: closer.length },
      };
    });
}
