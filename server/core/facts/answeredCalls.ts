import type { Call as WrittenCall } from "../dialects/call";
import { dialectOf } from "../dialects/data";
import { beginsWithResult } from "../dialects/turns";
import { readStructuredCalls, type Call } from "../dialects/sampleCalls";
import type { Part, Sample, StructuredCall, Turn } from "../model/sample";
import { NextOccurrence } from "../text/nextOccurrence";
import { lowerBound } from "../text/sorted";
import type { Span } from "../text/span";
import type { Facts } from "./facts";
import { CodeInProse } from "./prose";

/**
 * The calls of a turn that nothing answers, although the dialogue goes on: as the record gives them, by their number in
 * the turn. None at the end of a record, where a rollout may stop with a call.
 */
export function unansweredCalls({ sample }: Facts): number[] {
  const { following, calls } = sample;
  if (following === undefined || calls.length === 0 || !following.continues) return [];
  const { ids, results, turns } = following;
  const namesResults = ids.answered.size > 0;
  // The model goes on at once: what it was answered is not there, whatever the record does elsewhere.
  const goesOn = turns.length === 0;
  const isUnanswered = ({ id, hasResult }: StructuredCall): boolean => {
    if (hasResult === true || id === "") return false;
    if (id !== undefined && namesResults) return !ids.answered.has(id);
    // Without ids only a turn of which nothing is answered is one for certain.
    return results === 0 && (id !== undefined || goesOn);
  };
  return calls.flatMap((call, i) => (isUnanswered(call) ? [i] : []));
}

/**
 * The results behind a turn whose id is no call's. Only where the record gives its calls as data, with their ids, nothing
 * else can be meant.
 */
export function unaskedResults(facts: Facts): Turn[] {
  const { following, calls, completion } = facts.sample;
  if (following === undefined || following.ids.called.size === 0) return [];
  if (calls.some(({ id }) => id === undefined || id === "")) return [];
  if (calls.length === 0 && (facts.calls(completion).length > 0 || facts.hasUnreadCalls)) return [];
  return following.turns.filter(
    ({ role, answers }) =>
      role === "tool" && answers !== undefined && answers !== "" && !following.ids.called.has(answers),
  );
}

/** Two calls of one turn that share an id: the second, and the first. By their numbers in the turn. */
export function sharedIds({ sample }: Facts): { readonly id: string; readonly call: number; readonly first: number }[] {
  const first = new Map<string, number>();
  return sample.calls.flatMap(({ id }, call) => {
    if (id === undefined || id === "") return [];
    const before = first.get(id);
    if (before !== undefined) return [{ id, call, first: before }];
    first.set(id, call);
    return [];
  });
}

/** The ids of a turn's calls that a call of an earlier turn has as well: by the call's number in the turn. */
export function reusedIds({ sample }: Facts): { readonly id: string; readonly call: number }[] {
  const { calls, turns } = sample;
  if (!calls.some(({ id }) => id !== undefined && id !== "")) return [];
  const earlier = new Set(turns.flatMap((turn) => turn.calls.map(({ id }) => id)));
  return calls.flatMap(({ id }, call) => (id !== undefined && id !== "" && earlier.has(id) ? [{ id, call }] : []));
}

/** Two calls of a text that share an id, as the dialect writes it: the second, and the first. */
export function sharedIdsInText(
  facts: Facts,
  part: Part,
): { readonly call: WrittenCall; readonly first: WrittenCall }[] {
  const first = new Map<string, WrittenCall>();
  return (facts.reading(part)?.calls ?? []).flatMap((call) => {
    if (call.id === undefined) return [];
    const before = first.get(call.id);
    if (before !== undefined) return [{ call, first: before }];
    first.set(call.id, call);
    return [];
  });
}

/** The results behind a turn that answer a call which a result before them answers already. */
export function secondResults({ sample }: Facts): Turn[] {
  const answered = new Set<string>();
  return (sample.following?.turns ?? []).filter(({ role, answers }) => {
    if (role !== "tool" || answers === undefined || answers === "") return false;
    return answered.has(answers) || !answered.add(answers);
  });
}

/** One of the calls that the record gives as data, by its number there, whether or not the text holds it as well. */
export function givenCall({ calls, completion }: Sample, number: number): Call | undefined {
  return readStructuredCalls(calls.slice(number, number + 1), completion)[0];
}

/** A result that a text holds in a turn of the model's: its whole block, and its mark. */
export interface ResultInText {
  readonly span: Span;
  readonly mark: string;
  /** Has the model made a call before it in that turn? */
  readonly isBehindCall: boolean;
}

/**
 * The results in a text that stand in a turn of the model's which has made no call before them, or whose environment
 * answers in turns of its own. All other results behind a call are the environment's. Only marks that are no words of
 * everyday tell a result.
 */
export function resultsInText(facts: Facts, part: Part): ResultInText[] {
  const reading = facts.reading(part);
  const marks =
    reading && dialectOf(reading.dialect)?.results?.filter((mark) => /^<\w+>$/.test(mark) && mark.includes("_"));
  // Text that should have been a call may be what a result answers.
  if (reading === undefined || marks === undefined || reading.faults.length > 0) return [];
  const { text } = part;
  const calls = [...reading.calls, ...reading.drafts].map(({ place }) => place.start).sort((a, b) => a - b);
  const code = new CodeInProse(text);
  const results = marks.map((mark) => new ResultMark(text, mark));
  const hasOwnTurns = reading.turns.some(
    // A mark of the template or a role's word stands between the turns.
    (turn, i) => beginsWithResult(text, turn, marks) && (reading.turns[i - 1]?.end ?? 0) < turn.start,
  );
  return reading.turns.flatMap(({ role, start, end }) => {
    if (role !== "model") return [];
    const call = calls[lowerBound(calls, start)] ?? end;
    const until = hasOwnTurns ? end : Math.min(end, call);
    const [first] = results
      .flatMap((mark) => mark.within(start, until, end) ?? [])
      .map((found) => ({ ...found, isBehindCall: found.span.start > call }));
    if (first === undefined || code.has(first.span)) return [];
    const isThought = reading.reasoningPlaces.some(
      (place) => place.start <= first.span.start && first.span.start < place.end,
    );
    return isThought ? [] : [first];
  });
}

class ResultMark {
  private readonly opener: NextOccurrence;
  private readonly closer: NextOccurrence;

  constructor(
    private readonly text: string,
    private readonly mark: string,
  ) {
    this.opener = new NextOccurrence(text, mark);
    this.closer = new NextOccurrence(text, `</${mark.slice(1)}`);
  }

  /** The first result that begins a line in `[start, until)` and is closed before `end`. */
  within(start: number, until: number, end: number): Omit<ResultInText, "isBehindCall"> | undefined {
    const at = this.opener.from(start);
    if (at >= until || (at > 0 && this.text.charAt(at - 1) !== "\n")) return undefined;
    const close = this.closer.from(at);
    return close < end ? { span: { start: at, end: close + this.mark.length + 1 }, mark: this.mark } : undefined;
  }
}
