import type { RecordProblem } from "../../model/record";
import type { Part, TurnRole } from "../../model/sample";
import type { JsonField } from "../json/jsonField";
import { endsAtLimit } from "../../model/finishReason";
import { attributes } from "./attributes";
import { readMessage } from "./conversation";
import { withRole } from "./derivedParts";
import { dialogueSamples } from "./dialogue";
import { errorText } from "./failures";
import type { FormatReading } from "./jsonFormat";
import { Dialogue, type ChatTurn } from "./turns";

/** Whether it has the fields of an Inspect log's sample. */
export function isInspectSample(record: JsonField): boolean {
  return (
    record.get("id") !== undefined &&
    record.get("epoch")?.number !== undefined &&
    (Array.isArray(record.get("messages")?.value) ||
      (record.get("messages") === undefined && record.get("input") !== undefined)) &&
    record.first("scores", "output", "error", "events", "metadata") !== undefined
  );
}

/**
 * A sample of an Inspect log. A long text of a message may be among the sample's `attachments`. The tools are only in
 * the events of its calls to the model. Scores are C, I, P, N, numbers, truth values, or lists or objects of these. The
 * grading of an answer is no turn of the sample.
 */
export function readInspectSample(sample: JsonField, model?: string): FormatReading {
  const problems: RecordProblem[] = [];
  const dialogue = new Dialogue();
  for (const message of sample.get("messages")?.items() ?? []) {
    readMessage(message, dialogue);
    const failed = toolFailure(message);
    if (failed !== undefined) problems.push(failed);
  }
  const choice = sample.get("output")?.get("choices")?.item(0);
  const answer = choice?.get("message");
  // The last answer is also among the messages, unless the log was cut between the two.
  if (answer !== undefined && dialogue.turns.at(-1)?.role !== "assistant") readMessage(answer, dialogue);
  const finishReason = choice?.get("stop_reason")?.string;
  if (endsAtLimit(finishReason)) problems.push(cutOff(choice ?? sample, finishReason ?? ""));
  const limit = sample.get("limit");
  const error = sample.get("error");
  if (error !== undefined && error.string !== "") problems.push(sampleError(error));
  const turns = dialogue.turns.map((turn) => withAttachments(turn, sample.get("attachments")));
  const reading = dialogueSamples([], turns, {
    attributes: attributes({
      id: sample.get("id")?.label,
      group: sample.get("id")?.label,
      model: sample.get("output")?.get("model")?.string ?? model,
      components: inspectScores(sample.get("scores")),
      finishReason: limit?.get("type")?.string ?? finishReason,
      truncated: endsAtLimit(finishReason) ? true : undefined,
    }),
    tools: toolsOf(sample)?.part("tools"),
    groundTruth: sample.get("target")?.part("ground_truth"),
  });
  return { samples: reading.samples, problems: [...problems, ...(reading.problems ?? [])] };
}

const letters: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };

/** Inspect's scores by name, as numbers: C is 1, P is ½, I and N are 0; null if there is no number (NaN, a word). */
export function inspectScores(scores: JsonField | undefined): Readonly<Record<string, number | null>> | undefined {
  const found: [string, number | null][] = [];
  for (const name of Object.keys(scores?.value ?? {})) {
    addScore(name, scores?.get(name)?.get("value")?.value, found);
  }
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function addScore(name: string, value: unknown, into: [string, number | null][]): void {
  if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (typeof each !== "object") addScore(`${name}.${key}`, each, into);
    }
  } else if (typeof value === "string") into.push([name, letters[value] ?? null]);
  else if (typeof value === "boolean") into.push([name, Number(value)]);
  else into.push([name, typeof value === "number" && Number.isFinite(value) ? value : null]);
}

/** The tools of the last call to the model that lists any. */
function toolsOf(sample: JsonField): JsonField | undefined {
  const events = sample.get("events")?.items() ?? [];
  for (const event of events.reverse()) {
    const tools = event.get("event")?.string === "model" ? event.get("tools") : undefined;
    if (tools !== undefined && tools.items().length > 0) return tools;
  }
  return undefined;
}

const attachmentMark = "attachment://";
/** An attachment may refer to another one. A longer chain is circular. */
const longestChain = 16;

function withAttachments(turn: ChatTurn, attachments: JsonField | undefined): ChatTurn {
  const texts = [turn.part, ...turn.before.map(({ part }) => part)];
  if (!texts.some((part) => part?.text.startsWith(attachmentMark))) return turn;
  const resolve = (part: Part): Part => attached(part, turn.role, attachments, turn.message) ?? part;
  const before = turn.before.map((text) => ({ ...text, part: resolve(text.part) }));
  return { ...turn, part: turn.part && resolve(turn.part), before };
}

function attached(
  part: Part,
  role: TurnRole,
  attachments: JsonField | undefined,
  message: JsonField,
): Part | undefined {
  let text = part.text;
  let found: Part | undefined;
  for (let steps = 0; text.startsWith(attachmentMark); steps++) {
    const next = steps < longestChain ? attachments?.get(text.slice(attachmentMark.length))?.textPart(role) : undefined;
    if (next === undefined) {
      message.passOver(steps === 0 ? "attachment that is not in the log" : "attachment that names itself");
      return undefined;
    }
    found = next;
    text = next.text;
  }
  return found === undefined ? undefined : withRole(found, role);
}

/** The sentence that it stands in ends with a full stop of its own. */
function withoutStop(text: string | undefined): string | undefined {
  return text?.replace(/\.\s*$/, "");
}

function toolFailure(message: JsonField): RecordProblem | undefined {
  const error = message.get("role")?.string === "tool" ? message.get("error") : undefined;
  if (error === undefined) return undefined;
  const name = message.get("function")?.string;
  return {
    code: "tool-error",
    severity: "information",
    message: `A tool call failed${name === undefined ? "" : ` (${name.slice(0, 60)})`}: ${withoutStop(errorText(error)) ?? "the log does not say why"}.`,
    span: error.span,
  };
}

function cutOff(choice: JsonField, why: string): RecordProblem {
  return {
    code: "cut-off",
    severity: "information",
    message: `The model's last answer was cut off at a limit (stop_reason ${why}): what is missing at its end is no fault of its own.`,
    span: choice.get("stop_reason")?.span ?? choice.span,
  };
}

function sampleError(error: JsonField): RecordProblem {
  const text = errorText(error)?.split("\n")[0]?.slice(0, 300);
  return {
    code: "errored-rollout",
    severity: "information",
    message: `This sample ended with an error${text === undefined ? "." : `: ${text}`}`,
    span: error.span,
  };
}
