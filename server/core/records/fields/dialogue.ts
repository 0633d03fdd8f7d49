import type { RecordProblem } from "../../model/record";
import type { Part, Turn } from "../../model/sample";
import { attributes as attributesGiven } from "./attributes";
import type { Span } from "../../text/span";
import { plainTurns, type ChatTurn } from "./turns";
import { emptyCompletion, withRole } from "./derivedParts";
import { draft, unansweredDraft, type FormatReading, type SampleDraft } from "./jsonFormat";
import { withJudgedResponses } from "./judgePrompt";

/**
 * Assistant turns times turns that a dialogue may have for each assistant turn to become a sample; of a longer one only
 * the last does. (Every sample lists the turns before it.)
 */
export const turnPairsRead = 1_000_000;

/**
 * The samples of a dialogue: one for each assistant turn, with the turns before it. A reward speaks of the last one, and
 * only that has the record's ground truth.
 *
 * @param before turns that come first and are no traces, whoever spoke them (a prompt).
 */
export function dialogueSamples(
  before: readonly Turn[],
  dialogue: readonly ChatTurn[],
  rest: Partial<SampleDraft>,
): FormatReading {
  const assistants = dialogue.flatMap((turn, i) =>
    turn.role === "assistant" && turn.isContext === undefined ? [i] : [],
  );
  const last = assistants.at(-1);
  if (last === undefined) {
    return {
      samples: [unansweredDraft(withJudgedResponses({ ...rest, turns: [...before, ...plainTurns(dialogue)] }))],
    };
  }
  const read = assistants.length * dialogue.length > turnPairsRead ? [last] : assistants;
  const samples: SampleDraft[] = [];
  const turns = [...before];
  let done = 0;
  for (const i of read) {
    for (const turn of plainTurns(dialogue.slice(done, i))) turns.push(turn);
    done = i;
    const turn = dialogue[i];
    if (turn === undefined) continue;
    const rewarded = i === last;
    const { groundTruth, attributes, ...shared } = rest;
    // The texts before the last one are the model's as well: each is a trace, in the turn that the last one ends.
    const thoughts: Turn[] = [];
    for (const part of turn.before) {
      const said = { ...shared, attributes: unscored(attributes), turns: [...turns, ...thoughts], rewarded: false };
      samples.push(draft(withRole(part, "completion"), { ...said, fragment: true }));
      thoughts.push({ role: "assistant", part, calls: [] });
    }
    // What the record says of the whole dialogue (a score, a ground truth) is said of its end.
    const own = rewarded
      ? { ...shared, groundTruth, attributes: attributes ?? {} }
      : { ...shared, attributes: unscored(attributes) };
    const given = { ...own, turns: [...turns, ...thoughts], calls: turn.calls, rewarded };
    samples.push(draft(completionOf(turn), rewarded ? withJudgedResponses(given) : given));
  }
  if (read.length === assistants.length) return { samples };
  const { start } = dialogue[0]?.message.span ?? { start: 0 };
  return { samples, problems: [dialogueTooLong(dialogue.length, assistants.length, { start, end: start + 1 })] };
}

/** What a record says of a dialogue's earlier turns: its score and result are the whole dialogue's. */
function unscored(given: SampleDraft["attributes"] | undefined): SampleDraft["attributes"] {
  return attributesGiven({
    ...given,
    score: undefined,
    result: undefined,
    components: undefined,
    advantage: undefined,
    finishReason: undefined,
    truncated: undefined,
  });
}

/** The turn's text as a completion; empty, at the message's start, where the turn consists of calls alone. */
function completionOf(turn: ChatTurn): Part {
  return turn.part === undefined ? emptyCompletion(() => turn.message.span.start) : withRole(turn.part, "completion");
}

/** Says that of so long a dialogue only the last trace was read. */
export function dialogueTooLong(turns: number, traces: number, span: Span): RecordProblem {
  return {
    code: "dialogue-too-long",
    severity: "information",
    message: `Not checked: this dialogue has ${turns} turns, ${traces} of them the assistant's. Of a dialogue this long only the last assistant turn is audited.`,
    span,
  };
}
