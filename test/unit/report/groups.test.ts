import { describe, expect, it } from "vitest";
import { Groups } from "../../../server/core/report/groups";

function groups(...rewards: readonly (readonly [string, number])[]): Groups {
  const all = new Groups();
  for (const [group, reward] of rewards) all.add(group, reward);
  return all;
}

describe("Groups", () => {
  it("counts those of two rollouts or more that all have one reward", () => {
    expect(groups(["a", 1], ["a", 1], ["b", 0], ["b", 1], ["c", 0]).told).toEqual({ groups: 2, dead: 1, reward: 1 });
    expect(groups(["a", 1], ["a", 1], ["b", 0], ["b", 0]).told).toEqual({ groups: 2, dead: 2, reward: undefined });
    expect(groups(["a", 1]).told).toBeUndefined();
  });

  it("joins a group that two threads saw parts of", () => {
    const all = groups(["a", 1], ["b", 1]);
    // What a thread gives is plain data.
    all.merge(structuredClone(groups(["a", 1], ["b", 0], ["b", 0])));
    expect(all.told).toEqual({ groups: 2, dead: 1, reward: 1 });
  });
});
