import { expect, it } from "vitest";
import { pythonPattern } from "../../../../server/core/python/regex/pattern";
import { countWork } from "../../../support/work";

const repeated = (unit: string) => (length: number) => unit.repeat(Math.ceil(length / unit.length));

it.each([
  ["(a*)*b", repeated("a")],
  ["(a+)+b", repeated("a")],
  ["(a|aa)+$", (length: number) => `${"a".repeat(length)}!`],
  ["(?:a|a)*b", repeated("a")],
  ["(.*)*</think>", repeated("<think>")],
  ["<think>.*</think>.*\\\\boxed\\{.*\\}.*", repeated("<think></think>\\boxed{}\n")],
  ["(?s)<think>.*</think>.*\\\\boxed\\{.*\\}.*!", repeated("<think></think>\\boxed{}")],
  ["(?:(?=.*z)a)*b", (length: number) => `${"a".repeat(length)}z`],
  ["(?:(?!.*z)a)*b", repeated("a")],
  ["(?:(?<=a)a|a)*b", repeated("a")],
  ["(\\-?[0-9\\.\\,]+)x", repeated("1")],
])("%s takes work in proportion to the text", (source, text) => {
  const read = pythonPattern(source);
  if (!read.ok) throw new Error(read.problem.message);
  const { pattern } = read;
  const workOn = (length: number): number =>
    countWork(() => {
      pattern.match(text(length), "anywhere", "linear");
      for (const match of pattern.matches(text(length), "linear")) if (match.end < 0) throw new Error("no place");
    });
  workOn(100);
  expect(workOn(8000) / workOn(4000)).toBeLessThan(2.5);
});

/** The host's engine would try each turn of these in several ways: two to the power of so few characters. */
it.each([
  ["(?:a|a)*b", "a".repeat(60) + "cb"],
  ["(?:a+)+b", "a".repeat(60) + "cb"],
  ["(?:[ab]+c?)+d", "a".repeat(60) + "xd"],
  ["(?:(?:a|a){4}){16}b", "a".repeat(80) + "cb"],
  ["a?".repeat(40) + "a".repeat(40) + "b", "a".repeat(40) + "cb"],
  ["(?:a|a)".repeat(40) + "b", "a".repeat(40) + "cb"],
])("%s ends on a short text too", (source, text) => {
  const read = pythonPattern(source);
  if (!read.ok) throw new Error(read.problem.message);
  expect(read.pattern.match(text, "start")).toBeUndefined();
});

/** The product's own choice of an engine must not go back for long either: the linear one is asked in time. */
it.each([
  ["<think>.*</think>.*\\\\boxed\\{.*\\}.*", "s", "whole", "<think></think>\\boxed{}".repeat(1400)],
  ["(a+)+b", "", "anywhere", "a".repeat(32_000)],
  ["(?:x+x+)+y", "", "anywhere", `y ${"x".repeat(32_000)}`],
] as const)("%s ends on 32 KB", (source, flags, placement, text) => {
  const read = pythonPattern(source, flags);
  if (!read.ok) throw new Error(read.problem.message);
  const failing = `${text}\n\u0000`;
  expect(read.pattern.match(failing, placement)?.end).toBe(placement === "whole" ? failing.length : undefined);
});
