import type { StructuredCall, TurnRole } from "../../model/sample";
import { dialogues, type DialogueOfSamples } from "../../records/traceFile/writeTraceFile";
import type { Target } from "../target";
import { hasAnswer } from "./chat";
import { json, jsonOrText, objectLine, readLines } from "./lines";

/** ShareGPT's conversations, as LLaMA-Factory and ms-swift load them; a call is a turn of its own. */
export const shareGptTarget: Target = {
  id: "sharegpt",
  title: "ShareGPT conversations",
  holdsFields: true,
  write: (samples) =>
    dialogues(samples)
      .map((dialogue) => `${lineOf(dialogue)}\n`)
      .join(""),
  read: (text) => readLines(text, "sharegpt"),
};

const speakers: Readonly<Record<TurnRole, string>> = {
  system: "system",
  user: "human",
  prompt: "human",
  assistant: "gpt",
  tool: "observation",
};

function lineOf({ last }: DialogueOfSamples): string {
  const { attributes, tools, groundTruth } = last;
  const turns = last.turns.flatMap(({ role, part, calls }) => turnsOf(role, part?.text ?? "", calls));
  if (hasAnswer(last)) turns.push(...turnsOf("assistant", last.completion.text, last.calls));
  return objectLine([
    ["id", json(attributes.id)],
    ["conversations", `[${turns.join(", ")}]`],
    ["tools", tools && json(tools.text)],
    ["ground_truth", groundTruth && json(groundTruth.text)],
    ["step", json(attributes.step)],
    ["group", json(attributes.group)],
    ["model", json(attributes.model)],
    ["score", json(attributes.score)],
  ]);
}

function turnsOf(role: TurnRole, text: string, calls: readonly StructuredCall[]): string[] {
  const turn = (from: string, value: string): string =>
    objectLine([
      ["from", json(from)],
      ["value", json(value)],
    ]);
  if (calls.length === 0) return [turn(speakers[role], text)];
  const made = calls.map((call) =>
    objectLine([
      ["name", json(call.name?.text)],
      ["arguments", call.arguments && jsonOrText(call.arguments.text)],
    ]),
  );
  const called = turn("function_call", made.length === 1 ? (made[0] ?? "") : `[${made.join(", ")}]`);
  return text === "" ? [called] : [turn(speakers[role], text), called];
}
