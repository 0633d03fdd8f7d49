import { describe, expect, it } from "vitest";
import { AuditedFile, type AuditedSample } from "../../../server/core/audit/auditedFile";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { readConfig } from "../../../server/core/config/readConfig";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { isFailure } from "../../../server/core/rewards";
import { failOnLog } from "../../support/strictAuditor";

/** A team's judge with tags of its own: each has its role, or its content says it. */
const ownJudge = {
  tags: {
    kind: { content: "label", role: "task-type" },
    criteria: { content: "rubric" },
    why: { content: "prose", role: "justification" },
    attempt: { content: "prose", role: "solution", dueFor: "Maths" },
    compare: { content: "prose", role: "evaluation", children: ["from_a", "from_b"] },
    from_a: { content: "prose", role: "quote-of-A" },
    from_b: { content: "prose", role: "quote-of-B" },
    final: { content: "verdict" },
  },
  layouts: [
    { blocks: [{ tag: "kind" }, { tag: "criteria" }, { tag: "attempt" }, { tag: "compare" }, { tag: "final" }] },
  ],
  signs: [{ text: "<final>", in: "trace", weight: 5 }],
};

const rewarded = (weight: number): object => ({
  ...ownJudge,
  readers: ["rm-r1-train"],
  reward: { kind: "components", components: [{ component: "verdict", weight }] },
});

function audited(profile: object, text: string, gold = "A"): AuditedSample {
  const { config, problems } = readConfig(JSON.stringify({ profile: "own", profiles: { own: profile } }));
  expect(problems).toEqual([]);
  const auditor = createAuditor(config, {}, { log: failOnLog });
  const file = new AuditedFile(auditor, traceFileFormat, `@sample profile=own gold=${gold}\n@completion\n${text}\n`);
  return file.records[0]!.samples[0]!;
}

function told({ findings }: AuditedSample): string[] {
  return findings.map(({ rule, message }) => `${rule}: ${message}`);
}

function rewardOf({ facts: { reward } }: AuditedSample): number | undefined {
  return reward === undefined || isFailure(reward) ? undefined : reward.total;
}

const body =
  "<kind>Chat</kind>\n<criteria>\n1. Tone (100%)\n<why>It fits.</why>\n</criteria>\n<compare>The tone of A is better.</compare>\n";

describe("a judge's profile with tags of its own", () => {
  it("is rewarded for the verdict in its own tag", () => {
    const sample = audited(rewarded(1), `${body}<final>[[A]]</final>`);
    expect(rewardOf(sample)).toBe(1);
    expect(told(sample).filter((one) => one.startsWith("verdict"))).toEqual([]);
    expect(rewardOf(audited(rewarded(1), `${body}<final>[[A]]</final>`, "B"))).toBe(-1);
    // Another format's tag is no verdict here.
    expect(rewardOf(audited(rewarded(1), `${body}<answer>[[A]]</answer>`))).toBe(-1);
  });

  it("is told how its own verdict is written", () => {
    const [missing] = told(audited(rewarded(1), body)).filter((one) => one.startsWith("verdict-missing"));
    expect(missing).toContain("End it with <final>[[A]]</final> or <final>[[B]]</final>");
    const [malformed] = told(audited(rewarded(1), `${body}<final>A</final>`)).filter((one) =>
      one.startsWith("verdict-malformed"),
    );
    expect(malformed).toContain(
      "the reward reads <final>[[A]]</final> or <final>[[B]]</final> and nothing else, so it is −1",
    );
    const [outside] = told(audited(rewarded(1), `${body}[[B]]`)).filter((one) => one.startsWith("verdict-malformed"));
    expect(outside).toContain("stands outside <final>");
  });

  it("names a cost only where a reward that is known has it, and with its weight", () => {
    const all = (profile: object, text: string): string => told(audited(profile, text, "B")).join("\n");
    for (const text of [body, `${body}<final>A</final>`, `${body}[[B]]`, `${body}<final>[[A]]</final>`]) {
      expect(all(ownJudge, text)).not.toMatch(/reward/);
      expect(all(rewarded(0.5), text)).toContain("−0.5");
      expect(all(rewarded(0.5), text)).not.toContain("−1");
    }
  });

  it("is asked for what its task types ask for, in its own tags", () => {
    const rules = (text: string): string[] => told(audited(ownJudge, text));
    expect(rules("<compare>x</compare>\n<final>[[A]]</final>").join("\n")).toContain(
      "No <kind> declares the kind of task: it decides whether a rubric or a solution is due. Begin with <kind>Chat</kind> or <kind>Maths</kind>.",
    );
    const missing = rules("<kind>Maths</kind>\n<compare>x</compare>\n<final>[[A]]</final>").join("\n");
    expect(missing).toContain("The type is Maths, but there is no <attempt>");
    expect(missing).toContain("Solve the task in <attempt> before <compare>.");
    const foreign = rules(`${body.replace("Chat", "Maths")}<final>[[A]]</final>`).join("\n");
    expect(foreign).toContain("The type is Maths, but <criteria> belongs to Chat tasks");
    const bare = rules(`${body.replace("<why>It fits.</why>\n", "")}<final>[[A]]</final>`).join("\n");
    expect(bare).toContain(
      "This rubric has no <why>: nothing says why these criteria and weights fit the question. Write <why> inside <criteria>.",
    );
  });
});
