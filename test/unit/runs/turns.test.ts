/** Rollouts of several turns, each a sample of its own: a group is made of rollouts, whatever their turns. */
import { describe, expect, it } from "vitest";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { earlierTurns } from "../../../server/core/engine/earlierTurns";
import { compare } from "../../../server/core/runs/comparison/compare";
import { groupDetail, groupFigures, groupList } from "../../../server/core/runs/groups/groupFigures";
import { RunPages } from "../../../server/core/runs/pages/runPages";
import { Scope } from "../../../server/core/runs/scope";
import { summarise } from "../../../server/core/runs/summary";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { textHash } from "../../../server/core/text/textHash";
import { runOf, tableOf } from "./support/rows";

const turn = (record: number, trace: number): Partial<SampleRow> => ({
  ...{
    record,
    trace,
    group: "a",
    isEarlierTurn: true,
    promptHash: textHash("turn", String(trace)),
    calls: { count: 1, first: "f()", tools: ["f"] },
  },
});
const answer = (record: number, trace: number, recorded: number): Partial<SampleRow> => ({
  ...{ record, trace, group: "a", recorded, promptHash: textHash(String(record)), checked: false },
});
/** Two rollouts, one of three turns and one of two. */
const rows = [turn(0, 0), turn(0, 1), answer(0, 2, 1), turn(1, 0), answer(1, 1, 0)];
const run = runOf(rows);
const scope = new Scope(run, run.all);

describe("a run whose rollouts have several turns", () => {
  it("has groups of rollouts", () => {
    expect(groupFigures(scope)?.signal).toMatchObject({ groups: 1, singles: 0, dead: { k: 0, n: 1 } });
    expect(groupList(scope).groups.map(({ rewards }) => rewards)).toEqual([[1, 0]]);
    expect(groupDetail(scope, 0)?.rollouts.map(({ row }) => row)).toEqual([2, 4]);
  });

  it("says of which rollout a turn is", () => {
    const { rows: shown } = new RunPages(tableOf(rows)).rows({ filter: "", sort: undefined, by: "rule" }, 0, 10);
    expect(shown.map(({ group }) => [group?.place, group?.size])).toEqual([1, 1, 1, 2, 2].map((place) => [place, 2]));
    expect(new RunPages(tableOf(rows)).shape).toMatchObject({ samples: 5, rollouts: 2, groupSize: 2 });
  });

  it("lacks no reward in earlier turns, and says why final answers are not checked", () => {
    const { rollouts, reward, sentences } = summarise(scope);
    expect([rollouts, reward?.without, reward?.mean.n]).toEqual([2, 0, 2]);
    expect(sentences).toMatchObject([
      {
        lead: "Nothing was found in the 3 samples that were checked.",
        rest: "2 final answers hold no calls and fit no profile, so nothing is checked in them.",
      },
    ]);
    // Where each sample is a rollout, nothing says so.
    expect(summarise(new Scope(runOf([answer(0, 0, 1)]), Uint32Array.of(0)))).not.toHaveProperty("rollouts");
  });

  it("is paired by its rollouts with another run", () => {
    const [a, b] = [
      { name: "a", scope },
      { name: "b", scope },
    ];
    expect(compare(a, b)).toMatchObject({ pairs: 2, a: { n: 2 }, unpaired: { a: 0, b: 0 } });
  });
});

describe("earlier turns of a record", () => {
  const chat = (...roles: readonly string[]): string =>
    JSON.stringify({ messages: roles.map((role, i) => ({ role, content: `${role} ${i}` })) });
  const numbersOf = (text: string): number[] => {
    const { samples } = formatOf("chat", "jsonl").read(text, 0, {});
    return [...earlierTurns(samples)].map(({ trace }) => trace).sort();
  };

  it("are those before the answer that is rewarded", () => {
    expect(numbersOf(chat("user", "assistant", "user", "assistant", "user", "assistant"))).toEqual([0, 1]);
    expect(numbersOf(chat("user", "assistant"))).toEqual([]);
    expect(numbersOf(chat("user"))).toEqual([]);
  });
});
