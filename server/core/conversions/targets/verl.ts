import type { Sample, Turn } from "../../model/sample";
import type { Target } from "../target";
import { hasAnswer } from "./chat";
import { json, objectLine, readLines } from "./lines";

/**
 * verl's dump of rollouts: one line per trace; the prompt is text with roles on lines of their own, as decoded without
 * special tokens. There is no place for a call that the record gives as data: `--calls` writes it as text.
 */
export const verlTarget: Target = {
  id: "verl",
  title: "verl rollout dump",
  holdsFields: true,
  write: (samples) =>
    samples
      .filter((sample) => sample.fragment !== true && hasAnswer(sample))
      .map((sample) => `${lineOf(sample)}\n`)
      .join(""),
  read: (text) => readLines(text, "verl"),
};

function lineOf({ attributes, turns, completion, groundTruth }: Sample): string {
  const { id, group, step, score, model, components = {} } = attributes;
  const input = promptOf(turns);
  // The last two numbers are the session's and the output's.
  const uid = group === undefined || group === input ? undefined : `${group}_0_0`;
  return objectLine([
    ["id", json(id)],
    ["input", json(input)],
    ["output", json(completion.text)],
    ["gts", groundTruth === undefined ? "null" : json(groundTruth.text)],
    ["score", json(score)],
    ["step", json(step)],
    ["uid", json(uid)],
    ["model", json(model)],
    ...Object.entries(components).map(([name, value]) => [name, json(value)] as const),
  ]);
}

function promptOf(turns: readonly Turn[]): string {
  const [only, ...more] = turns;
  if (only?.role === "prompt" && more.length === 0) return only.part?.text ?? "";
  if (only === undefined) return "";
  const written = turns.map(({ role, part }) => `${role === "prompt" ? "user" : role}\n${part?.text ?? ""}\n`);
  return `${written.join("")}assistant\n`;
}
