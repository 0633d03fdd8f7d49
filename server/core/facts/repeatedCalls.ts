import { CallFromDialect } from "../dialects/callFromDialect";
import { readDialect } from "../dialects/read";
import { readStructuredCalls, toolNameOf, type Call } from "../dialects/sampleCalls";
import type { Location } from "../model/finding";
import type { Part } from "../model/sample";
import type { Span } from "../text/span";
import { identityOf } from "./callIdentity";
import { dialectOfText } from "./dialectOfTraces";
import type { Facts } from "./facts";
import { resultBodies } from "./resultBodies";

/** A call that says the same as one before it. */
export interface RepeatedCall {
  readonly call: Call;
  readonly before: Call;
}

/**
 * The calls of a trace that repeat an earlier one of the same turn: the same tool, the same arguments. A turn's calls are
 * made before any result is known, so the second one can bring nothing new but where the tool acts each time. What the
 * ground truth repeats as well is meant.
 */
export function repeatedCalls(facts: Facts, part: Part): RepeatedCall[] {
  const { groundTruth } = facts.sample;
  if (part === groundTruth || !hasNameTwice(facts.calls(part))) return [];
  const wanted = groundTruth === undefined ? new Set<string>() : repeatedIn(facts.calls(groundTruth));
  const seen = new Map<string, Call>();
  let turn: Span | undefined;
  return byTurn(facts, part).flatMap(({ call, turn: own }) => {
    if (own !== turn) seen.clear();
    turn = own;
    const key = identityOf(call);
    if (key === undefined) return [];
    const before = seen.get(key);
    if (before !== undefined) return wanted.has(key) ? [] : [{ call, before }];
    seen.set(key, call);
    return [];
  });
}

/** Is a tool called more than once? If not, no call needs to be compared. */
function hasNameTwice(calls: readonly Call[]): boolean {
  return calls.length > 1 && new Set(calls.map(toolNameOf)).size < calls.length;
}

function repeatedIn(calls: readonly Call[]): Set<string> {
  const keys = calls.map(identityOf).filter((key) => key !== undefined);
  const seen = new Set<string>();
  return new Set(keys.filter((key) => seen.has(key) || !seen.add(key)));
}

/** So often a call may be made turn after turn: the tool may have to be asked again. */
const mostInARow = 2;

/** A call that is made turn after turn, and brings the same each time. */
export interface CallInARow {
  readonly call: Call;
  /** How many turns have made it so far, with this one. */
  readonly times: number;
}

/** The only calls of turns that are those of the turns before, too, with nothing new in their results. */
export function callsInARow(facts: Facts, part: Part): CallInARow[] {
  return [...(part === facts.sample.completion ? inARowOfTurns(facts) : []), ...inARowOfText(facts, part)];
}

function inARowOfTurns(facts: Facts): CallInARow[] {
  const { turns, completion } = facts.sample;
  const [call, ...others] = facts.calls(completion);
  const key = call === undefined || others.length > 0 ? undefined : identityOf(call);
  if (call === undefined || key === undefined) return [];
  let times = 1;
  let result: string | undefined;
  let answer = "";
  for (const { role, part, calls } of [...turns].reverse()) {
    if (role === "tool") answer = `${withoutIds(part?.text ?? "")}\n${answer}`;
    else if (role === "assistant") {
      if (result !== undefined && answer !== result) break;
      const written = part === undefined ? [] : callsIn(facts, part);
      const [before, ...more] = [...written, ...readStructuredCalls(calls, part ?? completion)];
      if (before === undefined || more.length > 0 || identityOf(before) !== key) break;
      times++;
      result = answer;
      answer = "";
    } else break;
  }
  return times > mostInARow ? [{ call, times }] : [];
}

/** A result without its call's id, which Kimi's template writes before it. */
function withoutIds(result: string): string {
  return result.replaceAll(/^.{0,100}## Return of [^\n]*\n/gm, "");
}

/** For a dialogue in one text. */
function inARowOfText(facts: Facts, part: Part): CallInARow[] {
  const turns = facts.reading(part)?.turns ?? [];
  if (turns.length < 2 * mostInARow) return [];
  const calls = byTurn(facts, part);
  let times = 0;
  let result: string | undefined;
  return calls.flatMap(({ call, turn }, i) => {
    const before = calls[i - 1];
    const isAlone = before?.turn !== turn && calls[i + 1]?.turn !== turn;
    const key = identityOf(call);
    if (!isAlone || key === undefined) {
      times = 0;
      return [];
    }
    const answer = before && turn && withoutIds(part.text.slice(before.turn?.end ?? turn.start, turn.start));
    const isSame = times > 0 && before !== undefined && identityOf(before.call) === key;
    times = isSame && (times === 1 || answer === result) ? times + 1 : isSame ? 2 : 1;
    result = answer;
    return times > mostInARow ? [{ call, times }] : [];
  });
}

/** A call that was just answered with an error, and is made again as it was. */
export interface RetriedCall {
  readonly call: Call;
  readonly error: Location;
}

/** The calls of a trace that repeat, with the same arguments, one that the tool has just refused. */
export function retriedCalls(facts: Facts, part: Part): RetriedCall[] {
  return [...(part === facts.sample.completion ? retriedFromTurns(facts) : []), ...retriedInText(facts, part)];
}

/** For a dialogue that the record keeps turn by turn: the answers to the last calls, and the calls after them. */
function retriedFromTurns(facts: Facts): RetriedCall[] {
  const { turns, completion } = facts.sample;
  const from = turns.findLastIndex(({ role }) => role !== "tool") + 1;
  const calling = turns[from - 1];
  const results = turns.slice(from).flatMap(({ part }) => {
    return part === undefined ? [undefined] : resultBodies(part.text).map((span) => ({ part, span }));
  });
  if (results.length === 0 || calling?.role !== "assistant") return [];
  const written = calling.part === undefined ? [] : callsIn(facts, calling.part);
  const called = [...written, ...readStructuredCalls(calling.calls, calling.part ?? completion)];
  // Which result answers which call is known by their order alone.
  if (called.length !== results.length) return [];
  const refused = new Map<string, Location>();
  for (const [i, call] of called.entries()) {
    const key = identityOf(call);
    const result = results[i];
    const error = result === undefined ? undefined : errorIn(result.part, result.span);
    if (key !== undefined && error !== undefined) refused.set(key, error);
  }
  if (refused.size === 0) return [];
  return facts.calls(completion).flatMap((call) => {
    const error = refused.get(identityOf(call) ?? "");
    return error === undefined ? [] : [{ call, error }];
  });
}

/** For a dialogue in one text: a turn with one call, its answer, and the same call again. */
function retriedInText(facts: Facts, part: Part): RetriedCall[] {
  const turns = facts.reading(part)?.turns ?? [];
  if (turns.length < 3) return [];
  const calls = byTurn(facts, part);
  return calls.flatMap(({ call, turn }, i) => {
    const previous = calls[i - 1];
    const isAlone = previous !== undefined && previous.turn !== turn && calls[i - 2]?.turn !== previous.turn;
    if (!isAlone || identityOf(call) === undefined || identityOf(call) !== identityOf(previous.call)) return [];
    const answers = turns.filter(({ role, start }) => {
      return role === "environment" && start >= previous.call.place.span.end && start < call.place.span.start;
    });
    const [answer] = answers;
    if (answer === undefined || answers.length > 1) return [];
    const [body, ...others] = resultBodies(part.text, answer);
    const error = body === undefined || others.length > 0 ? undefined : errorIn(part, body);
    return error === undefined ? [] : [{ call, error }];
  });
}

/** The calls of a text with the turn of the text that they stand in; undefined for those that are given as data. */
function byTurn(facts: Facts, part: Part): { readonly call: Call; readonly turn: Span | undefined }[] {
  const turns = facts.reading(part)?.turns ?? [];
  let next = 0;
  return facts.calls(part).map((call) => {
    if (call.place.part !== part) return { call, turn: undefined };
    while (next < turns.length - 1 && (turns[next]?.end ?? 0) <= call.place.span.start) next++;
    return { call, turn: turns[next] };
  });
}

function callsIn(facts: Facts, part: Part): Call[] {
  const tools = facts.dialectTools;
  const dialect = dialectOfText(part.text, facts.profile.dialect, () => tools);
  const calls = dialect === undefined ? [] : readDialect(part.text, dialect, { tools }).calls;
  return calls.map((call) => new CallFromDialect(part, call));
}

/** Only the beginning of a result is looked at. */
const longestLook = 500;
const error =
  /^\s*(?:\[?error\b|exception\b|traceback \(most recent call last\)|<error>|\{\s*"(?:error|exception)"\s*:(?!\s*(?:null|""|false|\[\])))/i;
/** What may go well the next time. */
const passing =
  /time[d-]?\s?-?out|rate.?limit|too many requests|temporar|try again|retry|unavailable|connection|network|overload|busy|\b(?:408|429|50[0-4])\b/i;

/** The first line of a result that says that the call failed, and not for a reason that passes. */
function errorIn(part: Part, result: Span): Location | undefined {
  const beginning = part.text.slice(result.start, Math.min(result.end, result.start + longestLook));
  if (!error.test(beginning) || passing.test(beginning)) return undefined;
  const start = result.start + (/^\s*/.exec(beginning)?.[0].length ?? 0);
  const line = part.text.indexOf("\n", start);
  return { part, span: { start, end: line < 0 ? result.end : Math.min(line, result.end) } };
}
