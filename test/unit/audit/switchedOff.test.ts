/** Rules that a sample switches off: `@sample off=…`. */
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";

const broken = "<think> a \n<plan> b </plan>\n<response> c </response>\n";

function audited(text: string): { rules: string[]; problems: string[] } {
  const auditor = createAuditor(
    emptyConfig,
    { rules: { "unclosed-tag": "error" } },
    { log: (line) => expect.fail(line) },
  );
  const { records } = new AuditedFile(auditor, traceFileFormat, text);
  return {
    rules: records.flatMap(({ samples }) => samples.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
    problems: records.flatMap(({ problems }) => problems.map(({ message }) => message)),
  };
}

describe("rules that a sample switches off", () => {
  it("do not run in it, and run in the others, whatever settings say", () => {
    const sample = `@completion\n${broken}`;
    const both = audited(
      `@sample off=unclosed-tag,unknown-tag profile=toolrl\n${sample}@sample profile=toolrl\n${sample}`,
    );
    const alone = audited(`@sample profile=toolrl\n${sample}`);
    expect(alone.rules).toEqual(expect.arrayContaining(["unclosed-tag", "unknown-tag"]));
    expect(both.rules.filter((rule) => rule === "unclosed-tag" || rule === "unknown-tag").sort()).toEqual(
      alone.rules.filter((rule) => rule === "unclosed-tag" || rule === "unknown-tag").sort(),
    );
    expect(both.problems).toEqual([]);
  });

  it("do not run on the dialogue's earlier assistant turns either", () => {
    const dialogue = `@user\nu\n@assistant\n${broken}@user\nv\n@completion\n${broken}`;
    const found = audited(`@sample profile=toolrl\n${dialogue}`).rules.filter((rule) => rule === "unclosed-tag");
    expect(found).toHaveLength(2);
    expect(audited(`@sample off=unclosed-tag profile=toolrl\n${dialogue}`).rules).not.toContain("unclosed-tag");
  });

  it("are told where there is no such rule", () => {
    const { problems } = audited("@sample off=unclosed-tags,task-type\n@completion\n<think> a </think>");
    expect(problems).toEqual([
      'There is no rule "unclosed-tags" to switch off. Did you mean unclosed-tag? Rules are named behind off= by their ids, with commas between.',
    ]);
  });

  it("may be the one on the record itself", () => {
    const text = "@sample id=a nonsense=1\n@completion\n<think> a </think>";
    expect(audited(text).problems).toHaveLength(1);
    expect(audited(text.replace("id=a", "off=unreadable-record")).problems).toEqual([]);
  });
});
