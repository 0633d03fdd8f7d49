import type { Sample } from "../model/sample";
import type { Span } from "../text/span";

/**
 * The two texts of a rollout that are compared apart: what it does, and how it came to that. Reasoning differs between
 * all rollouts; calls and answers are what is rewarded.
 */
export interface RolloutTexts {
  /** Calls and answer: all but the reasoning. */
  readonly calls: string;
  readonly reasoning: string;
  /** Characters that are left out of a long text, together. */
  readonly left: number;
}

/** The most of each text that is compared, in UTF-16 units. */
const longestCompared = 20_000;

/** One turn of a rollout, and where its text has reasoning, in order. */
export interface RolloutTurn extends Pick<Sample, "completion" | "calls"> {
  readonly reasoning: readonly Span[];
}

/** @param turns all of the rollout's, in order */
export function rolloutTexts(turns: readonly RolloutTurn[]): RolloutTexts {
  const [thought, done]: [string[], string[]] = [[], []];
  for (const turn of turns) {
    const { text } = turn.completion;
    let at = 0;
    for (const { start, end } of turn.reasoning) {
      if (start < at) continue;
      done.push(text.slice(at, start));
      thought.push(text.slice(start, end));
      at = end;
    }
    done.push(text.slice(at));
    for (const call of turn.calls) done.push(`${call.name?.text ?? ""}(${call.arguments?.text ?? ""})`);
  }
  const [calls, reasons] = [joined(done), joined(thought)];
  const left = [calls, reasons].reduce((sum, { length }) => sum + Math.max(0, length - longestCompared), 0);
  return { calls: calls.slice(0, longestCompared), reasoning: reasons.slice(0, longestCompared), left };
}

function joined(pieces: readonly string[]): string {
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "")
    .join("\n");
}
