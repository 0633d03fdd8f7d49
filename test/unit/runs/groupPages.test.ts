/** What the page Groups is told. */
import { describe, expect, it } from "vitest";
import { groupOfPage, groupsPage } from "../../../server/core/runs/pages/groupPages";
import { RunPages } from "../../../server/core/runs/pages/runPages";
import { parting } from "../../../server/core/runs/groups/parting";
import { finding, tableOf } from "./support/rows";

const all = { filter: "", sort: undefined, by: "rule" } as const;
const rewards = { wide: [4, -3, 4], right: [4, 4, 4], wrong: [-3, -3, -3], single: [4] };

function pages(): RunPages {
  const rows = Object.entries(rewards).flatMap(([group, values]) =>
    values.map((value) => ({
      group,
      reward: { value, best: 4, least: -3, parts: [] },
      findings: [finding("cut-off")],
    })),
  );
  return new RunPages(tableOf(rows));
}

describe("the page Groups", () => {
  it("lists the groups of one state, with the number of each", () => {
    const { list, figures } = groupsPage(pages().scopeOf(all), "mixed");
    expect(list.groups.map(({ group }) => group)).toEqual(["wide"]);
    expect(list).toMatchObject({ more: 0, singles: 1, counts: { mixed: 1, "all right": 1, "all wrong": 1 } });
    expect(figures?.signal).toMatchObject({ groups: 3, effectiveBatch: 3 });
    const wrong = groupsPage(pages().scopeOf(all), "all wrong").list.groups;
    expect(wrong.map(({ group }) => group)).toEqual(["wrong"]);
  });

  it("shows a group's rollouts, also those that the filter leaves out, with findings and all advantages", () => {
    const group = groupOfPage(pages().scopeOf({ ...all, filter: "reward<0" }), 0);
    expect(group?.rollouts).toHaveLength(3);
    expect(group).toMatchObject({ best: 0, worst: 1, state: "mixed" });
    expect(group?.rollouts[0]?.findings[0]?.rule).toBe("cut-off");
    expect(Object.keys(group?.rollouts[0]?.advantages ?? {})).toEqual(
      groupsPage(pages().scopeOf(all), "all").estimators.map(({ id }) => id),
    );
    expect(groupOfPage(pages().scopeOf(all), 99)).toBeUndefined();
  });

  it("follows the filter", () => {
    const groups = pages();
    expect(groupsPage(groups.scopeOf(all), "all").list.groups).toHaveLength(3);
    expect(groupsPage(groups.scopeOf({ ...all, filter: "group:right" }), "all").list.groups).toHaveLength(1);
  });

  it("says apart where calls and where reasoning part", () => {
    const calls = "f(a=1)";
    expect(parting({ calls, reasoning: "I think" }, { calls, reasoning: "I know" })).toEqual({
      calls: undefined,
      reasoning: 2,
    });
  });
});
