import type { Part, Turn, Verdict } from "../../model/sample";
import { attributes, commonAttributes, numbersOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { slicePart } from "../fields/derivedParts";
import type { JsonField } from "../json/jsonField";
import { unansweredDraft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { goldIn } from "../fields/goldLabel";
import { judged, splitResponse } from "../fields/preference";
import { readPrompt } from "../fields/promptAndCompletion";
import { plainTurns } from "../fields/turns";

/**
 * Preferences to train on or to judge: a chosen and a rejected response, each a text, a conversation (its beginning is
 * the prompt if there is no other) or a list of several; LLaMA-Factory's `chosen_messages`; alpaca_eval's `output_1`,
 * `output_2`; JudgeBench's `response_A`, `response_B` with the `label`. No judge's answer is in them.
 */
export const preferencePair: JsonFormat = {
  id: "preference",
  rank: 420,
  title: "preference pair",
  fields: "`chosen` and `rejected`, or two outputs and which of them is preferred",
  origin: {
    writer: "hh-rlhf, UltraFeedback, RewardBench, TRL, LLaMA-Factory, alpaca_eval, JudgeBench",
    reward: "scores and ratings beside it are components",
  },
  fits: (record) => pairOf(record) !== undefined,
  read: (record) => ({ samples: pairOf(record)?.map((pair) => draftOf(record, pair)) ?? [] }),
};

interface Pair {
  readonly chosen: JsonField;
  readonly rejected: JsonField;
  /** Which of the two is preferred; undefined if neither is. */
  readonly gold?: Verdict | undefined;
  readonly otherGold?: string | undefined;
}

function pairOf(record: JsonField): readonly Pair[] | undefined {
  const chosen = record.first("chosen", "chosen_messages", "chosen_response", "response_chosen");
  const rejected = record.first("rejected", "rejected_messages", "rejected_response", "response_rejected", "reject");
  if (isResponse(chosen) && isResponse(rejected)) return [{ chosen, rejected, gold: "A" }];
  const [all, others] = [textsOf(chosen), textsOf(rejected)];
  if (all.length > 0 && others.length > 0) {
    return all.flatMap((one) => others.map((other): Pair => ({ chosen: one, rejected: other, gold: "A" })));
  }
  const [a, b] = [
    record.first("output_1", "response_A", "response_a"),
    record.first("output_2", "response_B", "response_b"),
  ];
  const label = record.first("preference", "label", "winner");
  if (!isResponse(a) || !isResponse(b) || label === undefined) return undefined;
  return [{ chosen: a, rejected: b, ...goldOf(label, record.get("output_1") !== undefined) }];
}

function isResponse(field: JsonField | undefined): field is JsonField {
  return field?.string !== undefined || isMessages(field);
}

function textsOf(field: JsonField | undefined): readonly JsonField[] {
  const items = field?.items() ?? [];
  return items.every(isResponse) ? items : [];
}

/**
 * Which response a label prefers. Beside `output_1` and `output_2` a number is alpaca_eval's `preference`, from 1 to 2
 * with the middle undecided (older files: 0); other labels are read as everywhere.
 */
function goldOf(label: JsonField, isNumbered: boolean): Pick<Pair, "gold" | "otherGold"> {
  const { value } = label;
  if (!isNumbered || typeof value !== "number") return goldIn(label.label ?? String(value), true);
  if (!(value >= 1 && value <= 2) || value === 1.5) return { otherGold: String(value) };
  return { gold: value < 1.5 ? "A" : "B" };
}

/** How data sets of pairs name them, where they have none of the usual ids. */
const pairIds = ["pair_id", "prompt_id", "question_id"] as const;

function draftOf(record: JsonField, { chosen, rejected, gold, otherGold }: Pair): SampleDraft {
  const prompt = record.first("prompt", "question", "instruction", "input", "context", "original_prompt");
  const common = commonAttributes(record);
  const given = attributes({
    ...common,
    id: common.id ?? record.first(...pairIds)?.label,
    gold,
    otherGold,
    category: record.first("subset", "source", "category")?.string,
    components: numbersOf(record, (name) => /score|rating/i.test(name)),
  });
  const texts = commonBeginning(chosen, rejected, prompt !== undefined);
  const [left, right] = [splitResponse(chosen), splitResponse(rejected)];
  const asked = prompt === undefined ? (texts?.question ?? left.question) : readPrompt(prompt);
  const { turns, responses } = judged(
    {
      question: asked.length > 0 ? asked : left.question,
      chosen: (role) => texts?.chosen(role) ?? left.response(role) ?? lastText(chosen, role),
      rejected: (role) => texts?.rejected(role) ?? right.response(role) ?? lastText(rejected, role),
    },
    false,
  );
  return unansweredDraft({ attributes: given, turns, responses });
}

/** The text of a conversation's last turn, if its content is parts. */
function lastText(field: JsonField, role: "response_a" | "response_b"): Part | undefined {
  if (!isMessages(field)) return undefined;
  const part = plainTurns(readMessages(field)).at(-1)?.part;
  return part === undefined ? undefined : slicePart(part, role, 0, part.text.length);
}

const lastAnswer = "\n\nAssistant:";

/**
 * hh-rlhf repeats the dialogue in both texts. The prompt is their common beginning, up to where the last answer begins.
 */
function commonBeginning(
  chosen: JsonField,
  rejected: JsonField,
  hasPrompt: boolean,
):
  | {
      readonly question: readonly Turn[];
      readonly chosen: (role: "response_a" | "response_b") => Part | undefined;
      readonly rejected: (role: "response_a" | "response_b") => Part | undefined;
    }
  | undefined {
  const [a, b] = [chosen.string, rejected.string];
  if (hasPrompt || a === undefined || b === undefined || !a.includes(lastAnswer)) return undefined;
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  // The mark itself must be in both.
  const mark = a.lastIndexOf(lastAnswer, same - lastAnswer.length);
  if (mark < 0) return undefined;
  const end = mark + lastAnswer.length;
  const part = chosen.textPart("prompt");
  const rest = (field: JsonField, text: string) => (role: "response_a" | "response_b") => {
    const whole = field.textPart(role);
    return whole && slicePart(whole, role, end, text.length);
  };
  return {
    question: part === undefined ? [] : [{ role: "prompt", part: slicePart(part, "prompt", 0, end), calls: [] }],
    chosen: rest(chosen, a),
    rejected: rest(rejected, b),
  };
}
