import type { Part, Sample, StructuredCall } from "../../model/sample";
import { dialogues, type DialogueOfSamples } from "../../records/traceFile/writeTraceFile";
import type { Target } from "../target";
import { json, jsonOrText, objectLine, readLines } from "./lines";

/** OpenAI's chat messages, one dialogue per line, which most trainers of language models load. */
export const chatTarget: Target = {
  id: "chat",
  title: "OpenAI chat messages",
  holdsFields: true,
  write: (samples) =>
    dialogues(samples)
      .map((dialogue) => `${lineOf(dialogue)}\n`)
      .join(""),
  read: (text) => readLines(text, "chat"),
};

function lineOf(dialogue: DialogueOfSamples): string {
  const { attributes, tools, groundTruth } = dialogue.last;
  return objectLine([
    ["id", json(attributes.id)],
    ["messages", `[${messagesOf(dialogue).join(", ")}]`],
    ["tools", tools && jsonOrText(tools.text)],
    ["ground_truth", groundTruth && json(groundTruth.text)],
    ["step", json(attributes.step)],
    ["group", json(attributes.group)],
    ["model", json(attributes.model)],
    ["score", json(attributes.score)],
  ]);
}

function messagesOf({ last, fragments }: DialogueOfSamples): string[] {
  const messages: string[] = [];
  /** The text that the model wrote before the text of its turn. */
  let thoughts: string[] = [];
  const answer = (text: string, calls: readonly StructuredCall[]): void => {
    messages.push(assistantMessage(thoughts, text, calls));
    thoughts = [];
  };
  last.turns.forEach(({ role, part, calls, answers }, i) => {
    if (fragments.has(i)) thoughts.push(part?.text ?? "");
    else if (role === "assistant") answer(part?.text ?? "", calls);
    else
      messages.push(
        objectLine([
          ["role", json(role === "prompt" ? "user" : role)],
          ["tool_call_id", json(answers)],
          ["content", textOf(part)],
        ]),
      );
  });
  if (hasAnswer(last)) answer(last.completion.text, last.calls);
  return messages;
}

/** Does the sample have an answer of the model, and not a ground truth in its place? */
export function hasAnswer({ unanswered, completion, groundTruth }: Sample): boolean {
  return unanswered !== true && completion !== groundTruth;
}

function assistantMessage(thoughts: readonly string[], text: string, calls: readonly StructuredCall[]): string {
  const [thought, ...more] = thoughts;
  const parts = [...thoughts.map((reasoning) => ({ type: "reasoning", reasoning })), { type: "text", text }];
  return objectLine([
    ["role", '"assistant"'],
    ["reasoning_content", more.length === 0 ? json(thought) : undefined],
    ["content", more.length > 0 ? json(parts) : text === "" && calls.length > 0 ? "null" : json(text)],
    ["tool_calls", calls.length === 0 ? undefined : `[${calls.map(callOf).join(", ")}]`],
  ]);
}

function callOf(call: StructuredCall): string {
  const made = objectLine([
    ["name", json(call.name?.text)],
    ["arguments", json(call.arguments?.text)],
  ]);
  return objectLine([
    ["id", json(call.id)],
    ["type", '"function"'],
    ["function", made],
  ]);
}

function textOf(part: Part | undefined): string {
  return part === undefined ? "null" : JSON.stringify(part.text);
}
