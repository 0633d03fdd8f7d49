import { NextOccurrence } from "../text/nextOccurrence";
import type { Span } from "../text/span";
import type { Dialect } from "./marks";
import { turnMarksIn, type Speaker, type TurnMark } from "./turnMarks";

export type { Speaker } from "./turnMarks";

/** A turn within one text: of the model, or of its environment (a tool's result, a user). */
export interface TextTurn extends Span {
  readonly role: "model" | "environment";
  /** The role of the turn, in the words of chat templates. */
  readonly speaker: Speaker;
}

/** Lines with only a role's word: the remains of a chat template in an agent loop's dump. */
const roleLine = /(?<=^|\n)[ \t]*(system|user|tool|observation|assistant)[ \t]*(?:\n|$)/g;

/** Most texts have no line of the environment, so that their lines need not be searched. */
const environmentLine = /\n[ \t]*(?:user|tool|observation)[ \t]*\n/;

/**
 * The turns of a text that holds a whole agent loop: they begin with the marks of a chat template, or with a role's word
 * alone on a line, or the environment's with a result's mark behind a call. A text of one turn belongs to the model as
 * a whole.
 *
 * Role words separate turns only if a result directly follows one of the environment's, or the model's follows one;
 * otherwise they are just words.
 */
export function turnsOf(text: string, dialect: Dialect): TextTurn[] {
  const results = (dialect.results ?? []).filter((mark) => mark.startsWith("<") || mark.startsWith("["));
  const marks = turnMarksIn(text);
  const turns: TextTurn[] = [];
  let start = 0;
  let speaker: Speaker = "assistant";
  const close = (end: number) => {
    if (end > start) turns.push({ role: speaker === "assistant" ? "model" : "environment", speaker, start, end });
  };
  const isMarked = marks.some((mark) => mark.speaker !== "assistant");
  for (const mark of isMarked ? marks : roleLines(text, dialect, results)) {
    close(mark.start);
    start = mark.end;
    ({ speaker } = mark);
  }
  close(text.length);
  // Where results stand in turns of their own, one in a turn of the model's is the model's.
  if (turns.some((turn) => turn.role === "environment" && beginsWithResult(text, turn, results))) return turns;
  const answers = results.flatMap((mark) => resultOf(text, mark, dialect) ?? []);
  return turns.flatMap((turn) => (turn.role === "model" ? withoutResults(turn, text, answers) : [turn]));
}

/** Does a turn hold a tool's result, as its template writes it? */
export function beginsWithResult(text: string, { start, end }: Span, results: readonly string[]): boolean {
  const at = start + (/^\s*/.exec(text.slice(start, Math.min(end, start + 100)))?.[0].length ?? 0);
  return results.some((mark) => text.startsWith(mark, at));
}

/** The lines of role words, if they part turns. */
function roleLines(text: string, { speaker: model }: Dialect, results: readonly string[]): TurnMark[] {
  if (!environmentLine.test(text)) return [];
  const pattern =
    model === undefined ? roleLine : new RegExp(roleLine.source.replace("assistant", `assistant|${model}`), "g");
  const lines = [...text.matchAll(pattern)].map((match): TurnMark => {
    const [line, word] = match;
    const speaker = word === "observation" ? "tool" : word === model ? "assistant" : (word as Speaker);
    return { start: match.index, end: match.index + line.length, speaker };
  });
  const isDump = lines.some(
    ({ speaker, end }, i) =>
      speaker !== "assistant" &&
      (lines[i + 1]?.speaker === "assistant" || results.some((mark) => text.startsWith(mark, end))),
  );
  return isDump ? lines : [];
}

/** Splits the results behind calls off a model's turn, as turns of the environment. */
function withoutResults(turn: TextTurn, text: string, results: readonly Result[]): TextTurn[] {
  const turns: TextTurn[] = [];
  let { start } = turn;
  for (let from = start; ;) {
    const [result] = results
      .map(({ opener, closer }) => ({ closer, at: opener.from(from) }))
      .sort((a, b) => a.at - b.at);
    if (result === undefined || result.at >= turn.end) break;
    const end = result.closer.of.from(result.at) + result.closer.length;
    if (end > turn.end) break;
    const before = text.slice(Math.max(start, result.at - 40), result.at);
    const isNext = turns.length > 0 && before.trim() === "" && result.at - start < 40;
    from = result.at + 1;
    // Without a call before it, the model made the result up.
    if (!isNext && !/[>}\])]\s*$/.test(before)) continue;
    const parted = text[result.at] === "\n" ? from : result.at;
    if (!isNext && parted > start) turns.push({ role: "model", speaker: "assistant", start, end: parted });
    turns.push({ role: "environment", speaker: "tool", start: parted, end });
    start = end;
    from = end;
  }
  if (turn.end > start || turns.length === 0) turns.push({ ...turn, start });
  return turns;
}

interface Result {
  readonly opener: NextOccurrence;
  readonly closer: { readonly of: NextOccurrence; readonly length: number };
}

/** Results between tags that begin a line, and between the special tokens of the template. */
function resultOf(text: string, mark: string, { resultEnds }: Dialect): Result | undefined {
  const isTag = /^<[\w:]+>$/.test(mark);
  const closer = resultEnds?.[mark] ?? (isTag ? `</${mark.slice(1)}` : undefined);
  if (closer === undefined) return undefined;
  const isToken = resultEnds?.[mark] !== undefined;
  return {
    opener: new NextOccurrence(text, isToken ? mark : `\n${mark}`),
    closer: { of: new NextOccurrence(text, closer), length: closer.length },
  };
}

/** The model's turns between messages of others, and these. */
export function turnsBetween(others: readonly Span[], end: number): TextTurn[] {
  const turns: TextTurn[] = [];
  let at = 0;
  for (const other of others) {
    if (other.start > at) turns.push({ role: "model", speaker: "assistant", start: at, end: other.start });
    turns.push({ role: "environment", speaker: "tool", start: other.start, end: other.end });
    at = other.end;
  }
  if (end > at || turns.length === 0) turns.push({ role: "model", speaker: "assistant", start: at, end });
  return turns;
}
