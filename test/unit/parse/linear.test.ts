import { afterEach, describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { activeRules } from "../../../server/core/audit/activeRules";
import { auditSample } from "../../../server/core/audit/auditSample";
import { Facts } from "../../../server/core/facts/facts";
import type { Profile } from "../../../server/core/model/profile";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/core/rules";
import { failOnLog, strictAuditor } from "../../support/strictAuditor";
import { countWork } from "../../support/work";
import { profileNamed, sample } from "../rules/harness";
import { selfNesting } from "./profiles";

/** Twice the text may cost this many times the work: twice, and a little for the look-ups that are logarithmic. */
const allowedGrowth = 2.2;

/**
 * The same for parsing alone. What grows with the square shows less in a shorter text, so the bound is the closer for
 * it: at 2,000 characters 2.1 tells as much as 2.2 does at 4,000.
 */
const allowedGrowthOfParsing = 2.1;

/** Text that hurt some parser once: `[before, again and again, behind]`. */
const hostile: readonly (readonly [before: string, unit: string, behind: string])[] = [
  ["", "<think>", ""],
  ["", "<", ""],
  ["", "{", ""],
  ["<tool_call>\n", "{", ""],
  ["<tool_call>\n", "[", ""],
  ["", "<tool_call>", ""],
  ["", "<tool_call>\n", ""],
  ["", "</think>", ""],
  ["", "</tool_call>\n", ""],
  ["<think>", "<tool_call></think>", ""],
  ["", "<think> `", ""],
  ["", "<think>\n```\n", ""],
  ["", "`", ""],
  ["", '"', ""],
  ["<tool_call>\n", '"', ""],
  ["<tool_call>\n", '"\\', ""],
  ["<tool_call>\n", "\\", '"'],
  ["<tool_call>\n", '{"name": "f", "parameters": {"a": "</tool_call>"}}\n', "</tool_call>"],
  ["<tool_call>\n", '{"name": "f", "parameters": {}} ', ""],
  ["", "a", ""],
  ["<think>", "unbroken", "</think>"],
  ["", " ", "<think>"],
  ["", "\n", ""],
  ["<think>", "\n\n    <tool_call>", ""],
  ["", "<think>    \t ", ""],
  ["", "<x a", ""],
  ["", "<x>", "</x>"],
  ["", "<x></y> loose ", ""],
  ["", "</response>a", "<x"],
  ["", "{<tool_call><response>", "a"],
  ["[[A]]`", "</tool_call><x a]<response>", ""],
  ["<eval>", "<quote_A>", ""],
  ["<eval>", "<quote_A>see a doctor</quote_A> ", "</eval>"],
  ["<rubric>", "1. Accuracy (50%)\n", "</rubric>"],
  ["", "<answer>[[A]]</answer>", ""],
  ["", "[[A]]", "</answer>"],
];

function repeated([before, unit, behind]: readonly [string, string, string], length: number): string {
  return before + unit.repeat(Math.ceil(length / unit.length)) + behind;
}

/** Growth between two sizes, the smaller one large enough for fixed costs not to hide anything. */
function expectLinear(work: (length: number) => number, length: number, allowed = allowedGrowth): void {
  expect(work(2 * length) / work(length)).toBeLessThanOrEqual(allowed);
}

// Counted work blocks the thread for long; Vitest has to hear from it between two tests.
afterEach(() => new Promise((resolve) => setImmediate(resolve)));

describe("the counter of work", () => {
  it("gives the same count for the same work", () => {
    const parse = createTraceParser(profileNamed("toolrl"));
    const work = (): number => countWork(() => parse("<think> a `b` </think>".repeat(50)));
    work();
    expect(work()).toBe(work());
  });

  it("tells what is not linear: a search for what is absent, again and again", () => {
    const search = (length: number): number => {
      const text = "a".repeat(length);
      const parse = createTraceParser(profileNamed("toolrl"));
      return countWork(() => {
        parse("<think>");
        for (let at = 0; at < length; at += 10) text.indexOf("b", at);
      });
    };
    expect(search(20_000) / search(10_000)).toBeGreaterThan(3.5);
  });
});

describe("parsing costs work in proportion to the text", () => {
  const profiles: readonly Profile[] = [...builtInProfiles, selfNesting];
  it.each(hostile)("%j %j %j", { timeout: 60_000 }, (...parts) => {
    for (const profile of profiles) {
      const parse = createTraceParser(profile);
      const work = (length: number): number => {
        const text = repeated(parts, length);
        return countWork(() => parse(text));
      };
      expectLinear(work, 2000, allowedGrowthOfParsing);
    }
  });

  // Ten times the work, and 1 % for look-ups: a share of quadratic work that 12 times would show at 10 MB, but sooner.
  it.each(["<think>", "<", "{", "<tool_call>\n", "unbroken"])("%j up to 1 MB", (unit) => {
    const parse = createTraceParser(profileNamed("toolrl"));
    const work = (length: number): number => {
      const text = repeated(["", unit, ""], length);
      return countWork(() => parse(text));
    };
    expect(work(1_000_000) / work(100_000)).toBeLessThanOrEqual(10.1);
  });
});

describe("auditing by all rules costs work in proportion to the text", () => {
  it.each(hostile)("%j %j %j", { timeout: 120_000 }, (...parts) => {
    for (const profile of [profileNamed("toolrl"), profileNamed("rm-r1")]) {
      const parse = createTraceParser(profile);
      expectLinear((length) => {
        const text = repeated(parts, length);
        const responses = { a: text, b: "take two of them" };
        const audited = sample({ completion: text, groundTruth: text, responses });
        return countWork(() =>
          auditSample(new Facts(audited, profile, parse), activeRules(rules, {}, profile), { log: failOnLog }),
        );
      }, 1000);
    }
  });
});

describe(".trace files cost work in proportion to the text", () => {
  const auditor = strictAuditor();
  const wellFormed = "@sample id=1\n@completion\n<think> a </think>\n<response> b </response>\n";
  const units = [
    "@sample\n",
    "@sample x\n",
    "@completion\n",
    "@@completion\r\n",
    "@",
    "@sample",
    "@user\na\n@assistant\nb\n",
    wellFormed,
  ];

  it.each(units)("read and audited: %j", { timeout: 60_000 }, (unit) => {
    expectLinear((length) => {
      const text = repeated(["", unit, ""], length);
      return countWork(() => new AuditedFile(auditor, traceFileFormat, text).records.map((record) => record.samples));
    }, 4000);
  });

  it("after an edit, the work is that of cutting the file and of one record", () => {
    const file = (records: number): { audited: AuditedFile; text: string } => {
      const text = wellFormed.repeat(records);
      const audited = new AuditedFile(auditor, traceFileFormat, text);
      audited.records.forEach((record) => record.samples);
      return { audited, text };
    };
    const edit = (records: number): number => {
      const { audited, text } = file(records);
      const at = text.indexOf("a </think>", text.length / 2);
      const edited = `${text.slice(0, at)}x${text.slice(at)}`;
      return countWork(() => {
        audited.edit(edited, { start: at, oldEnd: at, newEnd: at + 1 });
        return audited.records.map((record) => record.samples);
      });
    };
    expect(edit(400) / edit(200)).toBeLessThanOrEqual(allowedGrowth);
    const { text } = file(400);
    const afresh = countWork(() =>
      new AuditedFile(auditor, traceFileFormat, text).records.map((record) => record.samples),
    );
    expect(edit(400)).toBeLessThan(afresh / 4);
  });
});
