import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isAbsent, type Absent } from "../../../server/core/expressions/absent";
import { evaluate } from "../../../server/core/expressions/evaluate";
import { bfclAccepts } from "../../../server/core/expressions/graders/bfcl";
import type { Numeric, Verdict } from "../../../server/core/expressions/node";
import type { Scored } from "../../../server/core/expressions/scored";
import { readJson } from "../../../server/core/json/readJson";
import { openR1Length } from "../../../server/core/rewards/official/openR1Length";
import { presetReward } from "../../../server/core/rewards/presets";
import { alpacaJsonRanking, alpacaRanking, type Ranking } from "../../../server/core/verdicts/readers/alpacaRanking";
import { arenaHardScore } from "../../../server/core/verdicts/readers/arenaHardGames";
import { genRmScores } from "../../../server/core/verdicts/readers/genrm";
import { presetVerdict } from "../../../server/core/verdicts/readers/presets";

/** The official functions' answers are no part of this repository; where they lie beside it, every row is compared. */
const file = fileURLToPath(new URL("../../../../shared/data/rewards/golden.jsonl", import.meta.url));
const missing = !existsSync(file);
if (missing) console.warn(`SKIPPED: the official functions' answers are not at ${file}`);

interface Row {
  readonly function: string;
  readonly args: Args;
  readonly expected: unknown;
}

interface Args {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly truth?: unknown;
  readonly tokens?: number;
  readonly ids?: readonly number[];
  readonly answer?: string;
  readonly correct?: unknown;
  readonly games?: readonly [string, string];
  readonly [field: string]: unknown;
}

const undecided = Symbol("undecided");

/** The golden file's way to write an answer. */
type Answer = unknown;

const others: Readonly<Record<string, (args: Args, line: string) => Answer>> = {
  "open-r1/length": ({ texts, correct }) => openR1Length(texts!, correct as boolean[]),
  "arena-hard/two-games": ({ games }) => absentOr(arenaHardScore(presetVerdict("arena-hard")!.verdict, games!)),
  "alpaca-eval/ranking": ({ text }) => ranking(alpacaRanking(text!)),
  "alpaca-eval/json-ranking": ({ text }) => ranking(alpacaJsonRanking(text!)),
  "nemo-gym/genrm": ({ text }) => genRmScores(text!) ?? undecided,
  "bfcl/simple": (_, line) => {
    const row = readJson(line);
    if (!row.ok || row.node.type !== "object") throw new Error("the row does not read");
    const args = row.node.members.find(({ key }) => key.value === "args")!.value;
    if (args.type !== "object") throw new Error("the row has no arguments");
    const [schema, call, truth] = ["schema", "call", "truth"].map(
      (name) => args.members.find(({ key }) => key.value === name)!.value,
    );
    const accepted = bfclAccepts(schema!, call!, truth!);
    return accepted === undefined ? "error" : accepted ? 1 : 0;
  },
};

function ranking(rank: Ranking): Answer {
  if (rank === undefined) return undecided;
  return Number.isNaN(rank) ? "nan" : rank;
}

function absentOr(outcome: unknown): Answer {
  if (!isAbsent(outcome)) return outcome;
  return outcome.absent === "undecided" ? undecided : "error";
}

function scored({ text, texts, truth, tokens, ids, answer, ...fields }: Args): Scored {
  return {
    completion: text ?? texts?.[0] ?? "",
    fields,
    ...(text === undefined ? {} : { whole: text }),
    ...(texts === undefined ? {} : { turns: texts }),
    ...(typeof truth === "string"
      ? { truth: [truth] }
      : Array.isArray(truth)
        ? { truth: truth as string[] }
        : { truthData: truth }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(ids === undefined ? {} : { tokenIds: ids }),
    ...(answer === undefined ? {} : { answer }),
  };
}

function answer(row: Row, line: string): Answer {
  const other = others[row.function];
  if (other !== undefined) return other(row.args, line);
  const node = presetReward(row.function)?.value ?? presetVerdict(row.function)?.verdict;
  if (node === undefined) throw new Error(`there is no ${row.function}`);
  const outcome: Numeric | Verdict | Absent = evaluate<Numeric | Verdict>(node, scored(row.args));
  if (isAbsent(outcome) || typeof outcome === "number") return absentOr(outcome);
  return outcome.label;
}

/** -0 and 0 are one number. */
function same(a: Answer, b: Answer): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

describe.skipIf(missing)("the official functions' answers", () => {
  const lines = missing ? [] : readFileSync(file, "utf8").trimEnd().split("\n");

  it("are ours to the last digit, or undecided", () => {
    const wrong: string[] = [];
    let open = 0;
    for (const line of lines) {
      const row = JSON.parse(line) as Row;
      const got = answer(row, line);
      if (got === undecided) open++;
      else if (!same(got, row.expected)) wrong.push(`${row.function} gives ${JSON.stringify(got)} for ${line}`);
    }
    expect(wrong).toEqual([]);
    expect(lines).toHaveLength(3390);
    expect(open).toBeLessThanOrEqual(111);
  });
});
