import { describe, expect, it } from "vitest";
import { auditRecord } from "../../../server/core/engine/auditRecord";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { auditor } from "./support/auditor";
import { call, calling } from "../rewards/toolrl/fixtures";

function rowsOf(format: string, record: object, profile: string | undefined): (SampleRow | undefined)[] {
  const by = {
    auditor,
    format: formatOf(format, "jsonl"),
    profile: profile === undefined ? undefined : auditor.profileNamed(profile),
    dialect: undefined,
  };
  const text = JSON.stringify(record);
  const one = { text, index: 4, line: 4, character: 0, unfinished: false, tooLong: undefined };
  const results = auditRecord("run.jsonl", one, by, { row: true });
  return results.map((result) => (result.kind === "trace" ? result.row : undefined));
}

describe("a sample's row", () => {
  it("holds what a rollout's record and its reward say", () => {
    const given = calling(call("get_weather", '{"city": "Oslo", "days": 2}'));
    const record = {
      input: "system\nS\nuser\nWhat is the\n  weather in Oslo?\nassistant\n",
      output: given,
      gts: calling(call("get_weather", '{"city": "Oslo", "days": 3}')),
      score: 1.5,
      step: 7,
      uid: "p_0_1",
    };
    const [row] = rowsOf("verl", record, "toolrl");
    expect(row).toMatchObject({
      file: "run.jsonl",
      record: 4,
      trace: 0,
      step: 7,
      group: "p",
      profile: "toolrl",
      checked: true,
      recorded: 1.5,
      calls: { count: 1, first: 'get_weather(city="Oslo", days=2)', tools: ["get_weather"] },
      truthHasCalls: true,
      cut: false,
      asks: false,
      length: given.length,
      judge: undefined,
      fixable: undefined,
    });
    expect(row?.question).toContain("weather in Oslo?");
    expect(row?.question).not.toContain("\n");
    const parts = row?.reward?.parts.reduce((sum, { value }) => sum + value, 0);
    expect(parts).toBeCloseTo(row?.reward?.value ?? Number.NaN, 12);
    expect(row?.findings).toContainEqual(
      expect.objectContaining({ rule: "argument-wrong", cause: "wrong arguments", severity: "warning", count: 1 }),
    );
  });

  it("shows what the user said last, where a turn holds a dialogue in the profile's tags", () => {
    const history = "**History**\n<user> Hello? </user>\n<response> Hi. </response>\n<user> Rain in Oslo? </user>\n";
    const asked = (input: string): string | undefined => {
      const [found] = rowsOf("verl", { input: `user\n${input}assistant\n`, output: "Yes.", gts: "Yes." }, "toolrl");
      return found?.question;
    };
    expect(asked(history)).toBe("Rain in Oslo?");
    expect(asked(`${history}<obs> no <user> </obs>\n`)).toBe("Rain in Oslo?");
    expect(asked("Rain in <user>?\n")).toBe("Rain in <user>?");
    expect(asked("Empty <user> </user>\n")).toBe("Empty <user> </user>");
  });

  it("has one prompt hash for rollouts of one prompt, and another for another", () => {
    const hashOf = (input: string, output: string): SampleRow | undefined =>
      rowsOf("verl", { input, output, gts: null, score: 0, step: 1 }, "toolrl")[0];
    const [one, other, third] = [hashOf("user\na", "x"), hashOf("user\na", "y"), hashOf("user\nb", "x")];
    expect(one?.promptHash).toBe(other?.promptHash);
    expect(one?.promptHash).not.toBe(third?.promptHash);
    expect(one?.completionHash).not.toBe(other?.completionHash);
    expect(one?.completionHash).toBe(third?.completionHash);
  });

  it("holds a judge's verdicts and quotes", () => {
    const judged =
      "<type>Chat</type>\n<eval>\n<quote_A>red</quote_A> <quote_B>never said</quote_B>\n</eval>\n<answer>[[A]]</answer>";
    const record = {
      text_chosen: "It is red.",
      text_rejected: "It is blue.",
      results: 1,
      answers: judged,
      Is_Chosen_Answer_Shuffled_toPositionB: false,
      subset: "hep-cpp",
      id: 3,
    };
    const [row] = rowsOf("reward-bench", record, "rm-r1");
    expect(row).toMatchObject({ category: "hep-cpp" });
    expect(row?.judge).toMatchObject({
      gold: "A",
      result: 1,
      taskType: "Chat",
      verdicts: { parsed: "A", train: "A", eval: "A" },
      quotes: { exact: 1, invented: 1 },
      lengths: { a: 10, b: 11 },
    });
  });

  it("stands for a trace that no profile reads too", () => {
    const [row] = rowsOf(
      "verl",
      { input: "user\nHi", output: "Is that all?", gts: null, score: 0, step: 0 },
      undefined,
    );
    expect(row).toMatchObject({ checked: false, reward: undefined, recorded: 0, asks: true, profile: undefined });
  });

  it("holds a judge's verdict in one form, however programs name it, and the gold label as far as it is one", () => {
    const judged = (prompt: string, completion: string, gold: string): SampleRow["judge"] => {
      const [row] = rowsOf("prompt-completion", { prompt, completion, gold }, "judge");
      return row?.judge;
    };
    const double = "Which is better? Write [[A]] or [[B]].";
    expect(judged(double, "A is right.\n[[A]]", "model_a")).toMatchObject({
      gold: "A",
      verdicts: { parsed: "A", "rewardbench/default": "A", "mt-bench/pair": "A", "self-taught": "A" },
    });
    const none = { parsed: null, "rewardbench/default": null, "mt-bench/pair": null, "self-taught": null };
    expect(judged(double, "I cannot decide.", "A")?.verdicts).toEqual(none);
    expect(judged(double, "[[B]]", "[[C]]")).toMatchObject({ gold: undefined, otherGold: "[[C]]" });
    expect(judged("Write [[A>>B]], [[A>B]] …", "[[B>A]]", "tie")).toMatchObject({
      otherGold: "tie",
      verdicts: { parsed: "B", "arena-hard": "B", "arena-hard@2024": "B", "nemo-gym/arena": "B" },
    });
  });

  it.each([
    ["verl", { input: "user\nWho?\nassistant\n", gts: "Paris" }, undefined],
    ["verl", { input: "user\nWho?\nassistant\n", gts: "[]" }, false],
    ["verl", { input: "user\nWho?\nassistant\n", gts: '[{"name": "f", "arguments": {}}]' }, true],
    ["verl", { input: "user\nWho?\nassistant\n", gts: "<think> a </think>\n<response> b </response>" }, false],
  ])("%s: whether its ground truth has calls is said only of one that could have some: %j", (format, given, has) => {
    const [row] = rowsOf(format, { ...given, output: calling(call("f", "{}")), score: 0, step: 1, uid: "p" }, "toolrl");
    expect(row?.truthHasCalls).toBe(has);
  });
});
