import type { Part } from "../../model/sample";
import { attributes, commonAttributes, idFields, numbersOf } from "../fields/attributes";
import { decodedAnswer, promptTurns } from "../fields/decodedPrompt";
import { slicePart } from "../fields/derivedParts";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import { draft, type JsonFormat } from "../fields/jsonFormat";
import { judgedIn } from "../fields/judgePrompt";
import type { ChatTurn } from "../fields/turns";

/**
 * What verl writes while it trains (`rollout_data_dir`) and validates (`validation_data_dir`): decoded prompt and
 * completion, ground truth, score and step. Rollouts of one prompt are identified by `uid`, in older dumps by the
 * prompt.
 *
 * An agent loop's `output` holds whole turns, with tools' answers between the model's. It is split there.
 *
 * A rollout may have several outputs, each with a prompt of its own. verl gives each of them the score of the last,
 * which alone was judged, and writes them one behind the other.
 */
export const verlDump: JsonFormat = {
  id: "verl",
  rank: 430,
  title: "verl rollout or validation dump",
  fields: "the strings `input` and `output`, and `gts`, `score`, `reward` or `step`",
  origin: {
    writer: "verl",
    group: "`uid` without its two numbers (of the outputs of one rollout, the last is rewarded), else the same `input`",
    step: "`step`",
    reward: "`score`; further numbers are components",
  },
  fits: (record) =>
    record.get("input")?.string !== undefined &&
    record.get("output")?.string !== undefined &&
    record.first("gts", "score", "reward", "step") !== undefined,
  pieceOf: (record) => {
    const [, rollout, number] = numberedUid.exec(record.get("uid")?.string ?? "") ?? [];
    return rollout === undefined ? undefined : { rollout, number: Number(number) };
  },
  read: (record) => {
    const prompt = record.get("input")?.textPart("prompt");
    const completion = record.get("output")?.textPart("completion");
    if (prompt === undefined || completion === undefined) return { samples: [] };
    const { id, step, model, score, finishReason, truncated } = commonAttributes(record);
    const group = groupOf(record) ?? prompt.text;
    const components = numbersOf(record, isComponent);
    const rest = {
      // One by one: a spread with a field that it has already makes V8 describe each object anew.
      attributes: attributes({ id, step, group, model, score, components, finishReason, truncated }),
      turns: () => promptTurns(prompt),
      groundTruth: groundTruthOf(record),
    };
    const spans = decodedAnswer(completion.text);
    if (spans.length === 1) return { samples: [draft(completion, judgedIn(prompt, rest))] };
    const turns = spans.map(({ role, start, end }): ChatTurn => ({
      role,
      part: partOf(completion, role, start, end),
      before: [],
      calls: [],
      message: record,
    }));
    const { attributes: known, groundTruth } = rest;
    return dialogueSamples(promptTurns(prompt), turns, { attributes: known, groundTruth }, completion);
  },
};

const ownFields: ReadonlySet<string> = new Set([
  "input",
  "output",
  "gts",
  "score",
  "reward",
  "step",
  "global_step",
  "uid",
  ...idFields,
]);

const isComponent = (name: string): boolean => !ownFields.has(name);

function partOf(whole: Part, role: "assistant" | "tool" | "user", start: number, end: number): Part {
  return slicePart(whole, role, start, end);
}

/** verl v1 numbers the outputs of its rollouts: `{prompt}_{session}_{output}`. */
const numberedUid = /^(.+_\d{1,9})_(\d{1,9})$/;

/** Those of one prompt are a group. */
function groupOf(record: JsonField): string | undefined {
  const uid = record.first("uid", "group", "group_id")?.label;
  return uid === undefined ? undefined : (/^(.+)_\d+_\d+$/.exec(uid)?.[1] ?? uid);
}

/** Recent dumps write null if there is no ground truth. A list or an object is kept as its JSON. */
function groundTruthOf(record: JsonField): ReturnType<JsonField["part"]> | undefined {
  return record.get("gts")?.part("ground_truth");
}
