import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { Auditor } from "../../../server/core/audit/auditor";
import { fixRecord } from "../../../server/core/fixing/fixRecord";
import { fixesOf, isFixable, offersOf } from "../../../server/core/fixing/fixesOf";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { ruleNamed } from "../../../server/core/rules";
import { sampleRule } from "../../../server/core/rules/rule";

const crashing = sampleRule<string>({
  id: "crashing",
  summary: "A rule whose fix crashes.",
  severity: "error",
  check({ report }) {
    report({ span: { start: 0, end: 1 }, message: "Found." }, "out of order");
  },
  fixes({ state }) {
    throw new Error(state);
  },
});

const silent = sampleRule({
  id: "silent",
  summary: "A rule without fixes.",
  severity: "information",
  check({ report }) {
    report({ span: { start: 1, end: 2 }, message: "Found." });
  },
});

const unclosed = "@sample profile=toolrl\n@completion\n<think> a\n<response> b </response>\n";

function audited(): { file: AuditedFile; log: string[]; told: string[] } {
  const [log, told]: [string[], string[]] = [[], []];
  const host = { log: (line: string) => void log.push(line), tell: (message: string) => void told.push(message) };
  const unclosedTag = ruleNamed("unclosed-tag");
  const rules = [crashing, silent, ...(unclosedTag === undefined ? [] : [unclosedTag])];
  const auditor = new Auditor({ profiles: builtInProfiles, settings: {}, host, rules });
  return { file: new AuditedFile(auditor, traceFileFormat, unclosed), log, told };
}

describe("a fix that crashes", () => {
  it("is told once and logged with its stack, and offers nothing", () => {
    const { file, log, told } = audited();
    const [sample] = file.records[0]?.samples ?? [];
    const finding = sample?.findings.find(({ rule }) => rule === "crashing");
    if (sample === undefined || finding === undefined) throw new Error("nothing was found");
    expect(log).toEqual([]);
    expect(fixesOf(finding, sample, file)).toEqual([]);
    expect(offersOf(finding, sample, file)).toEqual([]);
    expect(isFixable(finding, sample, file)).toBe(false);
    expect(log).toHaveLength(1);
    expect(log[0]).toMatch(/^The fix of crashing crashed on record 0, trace 0: Error: out of order\n {4}at /);
    expect(told).toEqual([expect.stringContaining("the fix of crashing failed (out of order)")]);
  });

  it("keeps no other fix from being made", () => {
    const { file, told } = audited();
    const [record] = file.records;
    if (record === undefined) throw new Error("there is no record");
    const { text, made } = fixRecord(file, record, { safeOnly: true, groundTruth: false });
    expect(made.map(({ finding }) => finding.rule)).toEqual(["unclosed-tag"]);
    expect(text).toContain("</think>");
    expect(told.length).toBeGreaterThan(0);
  });

  it("is none where the rule has no fixes", () => {
    const { file } = audited();
    const finding = file.records[0]?.samples[0]?.findings.find(({ rule }) => rule === "silent");
    expect(finding).toBeDefined();
    expect(finding?.fixes).toBeUndefined();
    expect(silent.offersFixes).toBe(false);
    expect(crashing.offersFixes).toBe(true);
  });
});
