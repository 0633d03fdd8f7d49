import { isAbsent, undecided, type Truth } from "../absent";
import { evaluateArithmetic, type PythonNumber } from "./arithmetic";
import type { Grader } from "./grader";

/** TinyZero's countdown: the answer uses each number once and equals the target. */
export const countdown: Grader = {
  name: "countdown",
  means: "the answer is an expression of the given numbers that equals the target",
  also: ["answer"],
  build(json, path, builder) {
    const answer = builder.readOf(json, "answer", path);
    return (context) => {
      const texts = context.run(answer);
      if (isAbsent(texts)) return texts.absent === "none" ? false : texts;
      const { truthData } = context.record;
      if (!isTask(truthData)) return undecided("the record has no target and numbers");
      return gradeCountdown(texts[0]?.text ?? "", truthData);
    };
  },
};

interface Task {
  readonly target: number;
  readonly numbers: readonly number[];
}

function isTask(data: unknown): data is Task {
  if (typeof data !== "object" || data === null || !("target" in data) || !("numbers" in data)) return false;
  const { target, numbers } = data;
  return typeof target === "number" && Array.isArray(numbers) && numbers.every((each) => typeof each === "number");
}

function gradeCountdown(answer: string, { target, numbers }: Task): Truth {
  if (!/^[0-9+\-*/().\t-\r\x1c-\x20]+$/.test(answer)) return false;
  const used = (answer.match(/[0-9]+/g) ?? []).map(Number).sort((a, b) => a - b);
  const given = numbers.toSorted((a, b) => a - b);
  if (used.length !== given.length || used.some((each, i) => each !== given[i])) return false;
  const result = evaluateArithmetic(answer);
  if (result === undefined) return false;
  if (result === "unknown")
    return undecided("the expression's value is not computed: Python would calculate for a long time");
  return distance(result, target) < 1e-5;
}

function distance(result: PythonNumber, target: number): number {
  if (typeof result === "bigint" && Number.isSafeInteger(target)) {
    const difference = result - BigInt(target);
    return Number(difference < 0n ? -difference : difference);
  }
  return Math.abs(Number(result) - target);
}
