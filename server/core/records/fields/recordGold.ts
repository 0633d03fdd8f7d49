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
  const label = record.first(...names);
  if (label === undefined) return {};
  return textsOf(prompt).some(showsTwoResponses) ? goldIn(written(label), true) : goldIn(record.get("gold")?.string);
}

function textsOf(prompt: JsonField | undefined): readonly string[] {
  const messages = prompt?.items() ?? [];
  return [prompt, ...messages.map((each) => each.get("content"))].flatMap((field) => field?.string ?? []);
}

function written({ value, label }: JsonField): string | undefined {
  return typeof value === "boolean" ? String(value) : label;
}
