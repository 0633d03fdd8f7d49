/** What fixing one record may cost: each try audits it again. */
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { fixRecord, type FixedRecord } from "../../../server/core/fixing/fixRecord";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { FixTally } from "../../../server/core/report/fixTally";
import { strictAuditor } from "../../support/strictAuditor";

/** A trace with so many blocks of a call that is no JSON, of which the reward reads one; and how much was audited to fix it. */
function fixed(
  blocks: number,
  maxAudited?: number,
): FixedRecord & { readonly length: number; readonly audited: number } {
  const block = "<tool_call>\n{'name': 'f', 'parameters': {'a': 1}}\n</tool_call>\n";
  const truth = '<think> x </think>\n<tool_call>\n{"name": "f", "parameters": {"a": 1}}\n</tool_call>';
  const text = `@sample profile=toolrl step=30\n@completion\n<think> x </think>\n${block.repeat(blocks)}@ground_truth\n${truth}\n`;
  const file = new AuditedFile(strictAuditor(), traceFileFormat, text);
  const [record] = file.records;
  if (record === undefined) throw new Error("there is no record");
  let audited = 0;
  const by = {
    auditor: file.auditor,
    format: file.format,
    audit: (samples: Parameters<AuditedFile["audit"]>[0]) => {
      for (const { completion } of samples) audited += completion.text.length;
      return file.audit(samples);
    },
  };
  const { index, read, samples } = record;
  const result = fixRecord(by, { text, index, read, samples }, { safeOnly: true, groundTruth: false }, maxAudited);
  return { ...result, length: text.length, audited };
}

describe("fixing a record", () => {
  it("tries all where there is little", () => {
    const { unfinished, made } = fixed(20);
    expect(unfinished).toBe(false);
    expect(made.length).toBeGreaterThan(0);
  });

  it("takes a dozen tries to find the fixes that do harm, however many stand beside them", () => {
    const some = fixed(40, Infinity);
    const more = fixed(80, Infinity);
    expect(some.made.length).toBeGreaterThan(40);
    expect(more.made.length).toBeGreaterThan(80);
    expect(more.unfinished).toBe(false);
    expect(more.audited / more.length).toBeLessThan(2 * (some.audited / some.length));
    expect(more.audited / more.length).toBeLessThan(60);
  });

  it("stops at a stated amount of work, with what was made whole, and says so", () => {
    const large = fixed(100, 60_000);
    expect(large.audited).toBeLessThan(60_000 + large.length);
    expect(large.unfinished).toBe(true);
    expect(large.made.length).toBeGreaterThan(0);
    const tally = new FixTally();
    tally.add(large);
    expect(tally.describe(true)).toContain("1 record has more to fix than was tried");
  });
});
