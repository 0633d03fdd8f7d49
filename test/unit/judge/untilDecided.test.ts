import { describe, expect, it } from "vitest";
import type { Judgement } from "../../../server/core/judge/flow/judgement";
import type { Task } from "../../../server/core/judge/flow/plan";
import { untilDecided } from "../../../server/core/judge/flow/untilDecided";
import { countVotes } from "../../../server/core/statistics/votes";

type Choice = string | number | undefined;

async function voted(choices: readonly Choice[]): Promise<readonly Choice[]> {
  const tasks = choices.map((_, repeat) => ({ repeat }) as Task);
  const ask = ({ repeat }: Task): Promise<Judgement> => Promise.resolve({ choice: choices[repeat] } as Judgement);
  return (await untilDecided(tasks, ask)).map(({ choice }) => choice);
}

const majority = (choices: readonly Choice[]): string | undefined =>
  countVotes(choices as readonly (string | undefined)[]).majority;

describe("voting that stops once it is decided", () => {
  it("has the majority of all votes, whatever they are", async () => {
    const labels = ["A", "B", "tie", undefined];
    let spared = 0;
    for (let number = 0; number < 4 ** 5; number++) {
      const choices = Array.from({ length: 5 }, (_, i) => labels[Math.floor(number / 4 ** i) % 4]);
      const asked = await voted(choices);
      expect([choices, majority(asked)]).toEqual([choices, majority(choices)]);
      spared += choices.length - asked.length;
    }
    expect(spared).toBeGreaterThan(0);
  });

  it.each<[Choice[], number]>([
    [["A", "A", "A", "B", "B"], 3],
    [["A", "B", "A", "A", "B"], 4],
    [["A", "B", "A", "B", "A"], 5],
    [["A", "A"], 2],
    [["A"], 1],
    [[undefined, undefined, undefined, "A", "A"], 5],
    [[undefined, "A", "A", "A", "B"], 4],
    [[7, 7, 7, 7, 7], 5],
  ])("of %j asks for %i", async (choices, count) => {
    expect(await voted(choices)).toHaveLength(count);
  });
});
