import type { Location } from "../../model/finding";
import type { Sample } from "../../model/sample";
import { nameOfCall, type ComparedArgument, type ComparedCalls, type ComparedPair } from "../../rewards";
import { shorten } from "../../text/shorten";
import { textOf, type Span } from "../../text/span";
import type { CallShare, CallShares, ParameterShare } from "./breakdown";

/** The most calls of one sample that are shown, and the most arguments of one call. */
export const maxCalls = 200;
export const maxParameters = 200;

/** Values are shown up to this length. */
const longestValue = 300;

/** What each call and each argument earned, for people. */
export function callShares(compared: ComparedCalls, sample: Sample): CallShares<Location> {
  const { base, perPoint, names, pairs, truth } = compared;
  const view = new CallView(sample);
  const calls = [
    ...view.whole(compared),
    ...pairs.map((pair) => view.pair(pair, pairs.length)),
    ...view.spurious(compared),
  ];
  return {
    base,
    perPoint,
    names,
    calls: calls.slice(0, maxCalls),
    matched: pairs.filter(({ call }) => call !== undefined).length,
    expected: truth?.lines.length ?? 0,
    leftOut: Math.max(0, calls.length - maxCalls),
  };
}

class CallView {
  constructor(private readonly sample: Sample) {}

  pair(pair: ComparedPair, count: number): CallShare<Location> {
    const { truth, call, earned, possible, unmatched } = pair;
    const number = count > 1 ? ` ${truth.index + 1}` : "";
    return {
      kind: call === undefined ? "unanswered" : "answered",
      title: `Call${number} · ${nameOfCall(truth)}`,
      note: unmatched && `Not answered: ${unmatchedInWords[unmatched]}.`,
      earned,
      possible,
      place: call && this.inCompletion(call.span),
      truth: this.inTruth(truth.span),
      parameters: pair.arguments.slice(0, maxParameters).map((argument) => this.argument(argument)),
    };
  }

  private argument({ name, status, truth, call, earned, possible }: ComparedArgument): ParameterShare<Location> {
    const { completion, groundTruth } = this.sample;
    return {
      name,
      status,
      earned,
      possible,
      given: call && shorten(textOf(completion.text, call.value.span), longestValue),
      expected: truth && groundTruth && shorten(textOf(groundTruth.text, truth.value.span), longestValue),
      place: call && this.inCompletion(call.value.span),
      truth: truth && this.inTruth(truth.value.span),
    };
  }

  /** All calls as one, if they were not matched one by one. */
  whole({ whole, completion, truth }: ComparedCalls): CallShare<Location>[] {
    if (whole === undefined || truth === undefined) return [];
    return [
      {
        kind: "block",
        title: "All calls",
        note: whole.note,
        earned: 0,
        possible: whole.possible,
        place: completion && this.inCompletion(completion.lines[0] ?? completion.body),
        truth: this.inTruth(truth.body),
        parameters: [],
      },
    ];
  }

  spurious({ spurious, spuriousUnpunished }: ComparedCalls): CallShare<Location>[] {
    const note = spuriousUnpunished
      ? "The ground truth has no call; this one costs nothing."
      : "It matches no call of the ground truth.";
    return spurious.map(({ call }) => ({
      kind: "spurious",
      title: `Extra call · ${nameOfCall(call)}`,
      note,
      earned: 0,
      possible: 0,
      place: this.inCompletion(call.span),
      truth: undefined,
      parameters: [],
    }));
  }

  private inCompletion(span: Span): Location {
    return { part: this.sample.completion, span };
  }

  private inTruth(span: Span): Location | undefined {
    const part = this.sample.groundTruth;
    return part && { part, span };
  }
}

const unmatchedInWords = {
  "no-such-name": "no call has that name",
  "already-matched": "the calls of that name match earlier ones",
  "nothing-in-common": "the calls of that name have nothing in common with it",
} as const;
