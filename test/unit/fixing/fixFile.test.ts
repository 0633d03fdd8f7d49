import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { fixFile, type FileFix } from "../../../server/core/fixing/fixFile";
import { applyEdits } from "../../../server/core/text/edits";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";

const good = `<think> I look it up. </think>\n<response> Sunny. </response>`;
const unclosed = `<think> I look it up. \n<response> Sunny. </response>`;
const loose = `${good}\nBye.`;

function fixed(traces: readonly string[], rules: readonly string[], maxChanged?: number): FileFix & { text: string } {
  const text = traces.map((trace) => `@sample profile=toolrl\n@completion\n${trace}\n`).join("");
  const auditor = createAuditor(emptyConfig, {}, { log: (line) => expect.fail(line) });
  const file = new AuditedFile(auditor, traceFileFormat, text);
  const work = fixFile(file, { safeOnly: true, groundTruth: false, rules: new Set(rules) }, maxChanged);
  for (;;) {
    const step = work.next();
    if (step.done === true) return { ...step.value, text: applyEdits(text, step.value.edits) };
  }
}

describe("fixing a file", () => {
  it("fixes all findings of a rule and touches no other record", () => {
    const { text, edits, ...counts } = fixed([unclosed, good, loose, unclosed], ["unclosed-tag"]);
    expect(counts).toEqual({ fixed: 2, left: 0, waiting: 0 });
    expect(edits).toHaveLength(2);
    expect(text.split(good)).toHaveLength(5);
    expect(text).toContain(loose);
  });

  it("counts what stays", () => {
    expect(fixed([loose, good], ["text-outside-tags"])).toMatchObject({ fixed: 0, left: 1, waiting: 0, edits: [] });
  });

  it("changes no more records than allowed, and says how many wait", () => {
    const { text, ...counts } = fixed([unclosed, good, unclosed, unclosed, unclosed], ["unclosed-tag"], 2);
    expect(counts).toMatchObject({ fixed: 2, left: 0, waiting: 2 });
    expect(text.split(unclosed)).toHaveLength(3);
  });
});
