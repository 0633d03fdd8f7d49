import type { SampleAttributes } from "../../model/sample";
import type { JsonField } from "../json/jsonField";
import { goldIn } from "./goldLabel";
import { showsTwoResponses } from "./judgePrompt";

/** The names of a judge's gold label, which beside other prompts are anything. */
const names = ["gold", "gold_label", "winner", "preference", "label"] as const;

/**
 * The gold label of a record. Beside a judge's prompt with two responses its field is known to be a label, whatever it
 * says; elsewhere `gold` may be the right answer to a question.
 *
 * @param prompt text or messages
 */
export function goldOf(record: JsonField, prompt: JsonField | undefined): Pick<SampleAttributes, "gold" | "otherGold"> {
  const gold = record.get("gold");
  if (gold === undefined && names.every((name) => record.get(name) === undefined)) return {};
  if (!textsOf(prompt).some(showsTwoResponses)) return goldIn(gold?.string);
  return goldIn(written(record.first(...names)), true);
}

function textsOf(prompt: JsonField | undefined): readonly string[] {
  const messages = prompt?.items() ?? [];
  return [prompt, ...messages.map((each) => each.get("content"))].flatMap((field) => field?.string ?? []);
}

function written(field: JsonField | undefined): string | undefined {
  return typeof field?.value === "boolean" ? String(field.value) : field?.label;
}
