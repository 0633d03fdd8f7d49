import { attributes, commonAttributes } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import type { JsonField } from "../json/jsonField";
import { givenTruth } from "../fields/givenTruth";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";
import { goldOf } from "../fields/recordGold";

/** The simplest record: a completion, under one of its common names, mostly with its prompt. */
export const promptCompletion: JsonFormat = {
  id: "prompt-completion",
  rank: 490,
  title: "prompt and completion",
  fields: "`completion`, or `prompt` with `response` or `output`",
  origin: {
    writer: "anybody",
    group: "`uid`, `group`; several answers of one prompt",
    step: "`step`",
    reward: "`score` or `reward`",
  },
  fits: (record) => {
    const [prompt, completion] = [promptOf(record), completionOf(record)];
    if (isTrace(record.get("completion"))) return true;
    // Lists of both are the columns of several records.
    return prompt !== undefined && (isTrace(completion) || (areTraces(completion) && !isColumn(prompt)));
  },
  // A lone object with `input` and `output`, or with `completion`, may be any configuration.
  tellsAlone: (record) => record.first("prompt", "question", "query") !== undefined,
  read: (record) => {
    const completion = completionOf(record);
    const rest = {
      attributes: attributes({ ...commonAttributes(record), ...goldOf(record, promptOf(record)) }),
      tools: record.first("tools", "functions")?.part("tools"),
      groundTruth: givenTruth(record),
    };
    if (isTrace(completion)) return readPromptAndCompletion(promptOf(record), completion, rest);
    // Several answers to one prompt are samples of one group.
    const given = rest.attributes;
    const several = { ...rest, attributes: { ...given, group: given.group ?? promptOf(record)?.string ?? "" } };
    return {
      samples: (completion?.items() ?? []).flatMap(
        (each) => readPromptAndCompletion(promptOf(record), each, several).samples,
      ),
    };
  },
};

function promptOf(record: JsonField): JsonField | undefined {
  return record.first("prompt", "question", "query", "input");
}

function completionOf(record: JsonField): JsonField | undefined {
  return record.first("completion", "response", "output", "generation", "generated_text");
}

function areTraces(field: JsonField | undefined): boolean {
  const items = field?.items() ?? [];
  return items.length > 0 && items.every(isTrace);
}

function isColumn(prompt: JsonField): boolean {
  return Array.isArray(prompt.value) && !isMessages(prompt);
}

function isTrace(field: JsonField | undefined): boolean {
  return field?.string !== undefined || isMessages(field);
}
