import type { RecordProblem } from "../../model/record";
import type { Part, Rollout, SampleAttributes, Turn } from "../../model/sample";
import { attributes as attributesGiven, ofEarlierTurn } from "./attributes";
import type { Span } from "../../text/span";
import { followingOf } from "./following";
import { plainTurns, type ChatTurn } from "./turns";
import { emptyCompletion, withRole } from "./derivedParts";
import { draft, unansweredDraft, type FormatReading, type SampleDraft } from "./jsonFormat";
import { withJudgedResponses } from "./judgePrompt";

/**
 * The limit for assistant turns times turns of a dialogue. Up to it each assistant turn becomes a sample; beyond it
 * only the last one does. (Every sample lists the turns before it.)
 */
export const turnPairsRead = 1_000_000;

/**
 * The samples of a dialogue: one for each assistant turn, with the turns before it. Rewards apply to the last one, and
 * only that has the record's ground truth.
 *
 * @param before turns that come first and are no traces, whatever their roles (a prompt)
 * @param whole the text that all turns of the dialogue were cut out of, if there is one
 */
export function dialogueSamples(
  before: readonly Turn[],
  dialogue: readonly ChatTurn[],
  rest: Partial<SampleDraft>,
  whole?: Part,
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
  const rolled = assistants.length > 1 ? { rollout: rolloutOf(dialogue, assistants, whole) } : {};
  const samples: SampleDraft[] = [];
  const following = followingOf(before, dialogue, plainTurns);
  const turns = [...before];
  let done = 0;
  for (const i of read) {
    for (const turn of plainTurns(dialogue.slice(done, i))) turns.push(turn);
    done = i;
    const turn = dialogue[i];
    if (turn === undefined) continue;
    const rewarded = i === last;
    const { groundTruth, attributes, ...shared } = rest;
    // The texts before the last one are also the model's. Each becomes a trace, as a fragment of the turn that the last
    // one ends.
    const thoughts: Turn[] = [];
    for (const { part } of turn.before) {
      const said = {
        ...shared,
        attributes: ofEarlierTurn(attributes),
        turns: [...turns, ...thoughts],
        rewarded: false,
      };
      samples.push(draft(withRole(part, "completion"), { ...said, fragment: true }));
      thoughts.push({ role: "assistant", part, calls: [] });
    }
    // What the record says about the whole dialogue (a score, a ground truth) belongs to its last turn.
    const own = rewarded
      ? { ...shared, groundTruth, attributes: withFinishReason(attributes ?? {}, turn), ...rolled }
      : { ...shared, attributes: withFinishReason(ofEarlierTurn(attributes), turn) };
    const { before: earlier, calls } = turn;
    const given = { ...own, turns: [...turns, ...thoughts], calls, rewarded, following: following(i), earlier };
    samples.push(draft(completionOf(turn), rewarded ? withJudgedResponses(given) : given));
  }
  if (read.length === assistants.length) return { samples };
  const { start } = dialogue[0]?.message.span ?? { start: 0 };
  return { samples, problems: [dialogueTooLong(dialogue.length, assistants.length, { start, end: start + 1 })] };
}

function rolloutOf(dialogue: readonly ChatTurn[], assistants: readonly number[], text: Part | undefined): Rollout {
  const turns = assistants.map((i) => dialogue[i]?.part?.text ?? "");
  return { ...(text === undefined ? {} : { text: withRole(text, "completion") }), turns };
}

/** The attributes with why the turn ended as its own message says, unless the record itself says it. */
function withFinishReason(given: SampleAttributes, { finishReason }: ChatTurn): SampleAttributes {
  if (finishReason === undefined || given.finishReason !== undefined) return given;
  return attributesGiven({ ...given, finishReason });
}

/** The turn's text as a completion. If the turn has only calls, an empty text at the message's start. */
function completionOf(turn: ChatTurn): Part {
  return turn.part === undefined ? emptyCompletion(() => turn.message.span.start) : withRole(turn.part, "completion");
}

/** Reports that only the last trace of a dialogue was read because the dialogue is too long. */
export function dialogueTooLong(turns: number, traces: number, span: Span): RecordProblem {
  return {
    code: "dialogue-too-long",
    severity: "information",
    message: `Not checked: this dialogue has ${turns} turns, ${traces} of them the assistant's. Of a dialogue this long only the last assistant turn is audited.`,
    span,
  };
}
