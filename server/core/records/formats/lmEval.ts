import type { Turn } from "../../model/sample";
import { isObject, type JsonField } from "../json/jsonField";
import { attributes, numbersOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { promptTurns } from "../fields/decodedPrompt";
import { draft, type JsonFormat } from "../fields/jsonFormat";
import { plainTurns } from "../fields/turns";

/**
 * Samples of lm-evaluation-harness (`--log_samples`): a document with the prompt made from it and the model's answers.
 * Each repeat is a sample. If a task has several filters, every document is repeated for each, and a metric's name says
 * which filter it belongs to. For multiple choice there are only likelihoods, no text.
 */
export const lmEval: JsonFormat = {
  id: "lm-eval",
  rank: 230,
  title: "lm-evaluation-harness sample",
  fields: "`doc_id`, `arguments` and `resps`",
  origin: {
    writer: "lm-evaluation-harness (`--log_samples`)",
    group: "`doc_id`",
    reward: "each metric, with its filter, is a component",
  },
  fits: (record) =>
    record.get("doc_id") !== undefined && record.get("doc") !== undefined && Array.isArray(record.get("resps")?.value),
  read: (record) => {
    const answers = (record.get("resps")?.items() ?? []).flatMap(answersOf);
    if (answers.length === 0) return { samples: [], problems: [noText(record)] };
    const doc = record.get("doc_id")?.label;
    const rest = {
      attributes: attributes({ id: doc, group: doc, components: metricsOf(record) }),
      turns: promptOf(record.get("arguments")),
      groundTruth: record.get("target")?.part("ground_truth"),
    };
    return { samples: answers.flatMap((each) => each.textPart("completion") ?? []).map((part) => draft(part, rest)) };
  },
};

/** `resps[0]` holds all repeats; for likelihoods it is a pair of a number and a truth value. */
function answersOf(response: JsonField): readonly JsonField[] {
  if (response.string !== undefined) return [response];
  const items = response.items();
  return items.every((item) => item.string !== undefined)
    ? items
    : items.flatMap((item) => (Array.isArray(item.value) ? answersOf(item) : []));
}

function metricsOf(record: JsonField): Readonly<Record<string, number | null>> | undefined {
  const names = new Set(
    record
      .get("metrics")
      ?.items()
      .map(({ string }) => string),
  );
  const values = numbersOf(record, (name) => names.has(name));
  const filter = record.get("filter")?.string;
  if (values === undefined || filter === undefined || filter === "none") return values;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${name},${filter}`, value]));
}

/** The prompt is a text, a chat as one JSON text in a list, or in older versions `[[prompt, {…}]]`. */
function promptOf(given: JsonField | undefined): readonly Turn[] | (() => readonly Turn[]) {
  const first = given?.get("gen_args_0")?.get("arg_0") ?? given?.item(0)?.item(0);
  const field = Array.isArray(first?.value) ? first.item(0) : first;
  const messages = isObject(field?.value) ? first : field?.nested();
  if (isMessages(messages)) return plainTurns(readMessages(messages));
  const part = field?.textPart("prompt");
  return part === undefined ? [] : () => promptTurns(part);
}

function noText(record: JsonField): {
  code: string;
  severity: "information";
  message: string;
  span: JsonField["span"];
} {
  return {
    code: "no-text",
    severity: "information",
    message:
      "This sample holds log-likelihoods of given choices and no text of the model, so there is no trace to audit.",
    span: record.get("resps")?.span ?? record.span,
  };
}
