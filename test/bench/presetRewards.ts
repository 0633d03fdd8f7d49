/**
 * Samples a second of ten preset rewards, beside the same functions in Python (preset_rewards.py), where a `python3` is there.
 * Both score the same rollouts, and give the same values.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { evaluate } from "../../server/core/expressions/evaluate";
import type { Scored } from "../../server/core/expressions/scored";
import { presetReward } from "../../server/core/rewards/presets";
import { Random } from "../support/random";
import { rollout } from "../support/rollouts";
import { median, table } from "./measure";

const names = [
  ...["open-r1/format", "trl/think_format", "open-r1/tag_count", "open-r1/reasoning_steps"],
  ...["open-r1/repetition_penalty", "unsloth/xmlcount", "verl/gsm8k", "verl/search_r1_like_qa_em"],
  ...["slime/f1", "roll/multiple_choice_boxed"],
];

const rounds = 11;

const vocabulary =
  "we have to find the number of coins that are left when each of a dozen friends takes three First, Next, so".split(
    " ",
  );

export function benchPresetRewards(print: (line: string) => void): void {
  const records = rollouts(400);
  const characters = records.reduce((sum, { completion }) => sum + completion.length, 0);
  print(
    `preset rewards on ${records.length} rollouts of ${Math.round(characters / records.length)} characters, samples a second`,
  );
  const python = askPython(records);
  const rows = names.map((name) => {
    const { value } = presetReward(name) ?? {};
    if (value === undefined) throw new Error(`there is no preset ${name}`);
    const ours = records.map((record) => evaluate(value, record));
    const speed = records.length / cpuSeconds(() => records.map((record) => evaluate(value, record)));
    const theirs = python?.[name];
    const ratio = theirs && (speed * theirs.seconds) / records.length;
    const differs = theirs?.values.some((each, i) => each !== ours[i]) === true;
    return { name, speed, theirs: theirs && records.length / theirs.seconds, ratio, differs };
  });
  const count = (speed: number | undefined): string =>
    speed === undefined ? "-" : Math.round(speed).toLocaleString("en");
  table([
    ["", "here", "Python", "times as fast"],
    ...rows.map(({ name, speed, theirs, ratio, differs }) => [
      name,
      count(speed),
      count(theirs),
      `${ratio?.toFixed(1) ?? "-"}${differs ? " (VALUES DIFFER)" : ""}`,
    ]),
  ]).forEach((line) => print(line));
  const ratios = rows.flatMap(({ ratio }) => ratio ?? []).sort((a, b) => a - b);
  if (ratios.length > 0) {
    print(`  slowest ${ratios[0]?.toFixed(1)} times, median ${median(ratios).toFixed(1)} times as fast as Python`);
  } else print("  no python3 to compare with");
}

/** The median of several runs: processor time, which other work on the machine does not lengthen. */
function cpuSeconds(run: () => unknown): number {
  const times = Array.from({ length: rounds + warmUp }, () => {
    const begun = process.cpuUsage();
    // So often that the clock's steps do not show.
    for (let i = 0; i < repetitions; i++) kept = run();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6 / repetitions;
  });
  return median(times.slice(warmUp));
}

/** V8 compiles during the first 40,000 evaluations; a run has hundreds of thousands. Python has nothing to warm up. */
const warmUp = 20;
const repetitions = 5;
/** Holds the last result, so that the compiler cannot tell that nobody wants it. */
export let kept: unknown;

/** Rollouts with reasoning of 200 to 600 words. */
function rollouts(count: number): Scored[] {
  const random = new Random(17);
  return Array.from({ length: count }, () => {
    const record = rollout(random);
    const length = 200 + random.below(400);
    const thought = Array.from({ length }, (_, i) => random.pick(vocabulary) + (i % 12 === 11 ? ".\n" : "")).join(" ");
    const at = record.completion.indexOf(">") + 1;
    return { ...record, completion: record.completion.slice(0, at) + thought + record.completion.slice(at) };
  });
}

interface PythonAnswer {
  readonly seconds: number;
  readonly values: readonly number[];
}

function askPython(records: readonly Scored[]): Readonly<Record<string, PythonAnswer>> | undefined {
  const lines = records.map(({ completion, truth }) => `${JSON.stringify({ text: completion, truth: truth?.[0] })}\n`);
  try {
    const answer = execFileSync("python3", [join("test", "bench", "preset_rewards.py"), String(rounds)], {
      input: lines.join(""),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    return JSON.parse(answer) as Readonly<Record<string, PythonAnswer>>;
  } catch {
    return undefined;
  }
}
