/** The examples in examples/judge/ show what their names say: a sample's id is the rule that it breaks. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/core/rules";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

/** The samples of an example file: id, and rules found with their severity. */
function samplesOf(name: string): { id: string; found: string[]; grave: string[] }[] {
  const file = new AuditedFile(auditor, traceFileFormat, readFileSync(`examples/judge/${name}.trace`, "utf8"));
  return file.records.flatMap((record) => {
    expect(record.problems).toEqual([]);
    return record.samples.map(({ sample, findings }) => ({
      id: sample.attributes.id ?? "",
      found: findings.map(({ rule }) => rule),
      grave: findings
        .filter(({ severity }) => severity !== "information")
        .map(({ rule, message }) => `${rule}: ${message}`),
    }));
  });
}

describe.each(["good", "reasoning-model", "rubric-shapes"])("examples/judge/%s.trace", (name) => {
  it("has nothing wrong", () => {
    for (const { id, grave } of samplesOf(name)) expect([id, ...grave]).toEqual([id]);
  });
});

describe.each(["tags", "task-type", "rubrics", "verdicts", "quotes"])("examples/judge/%s.trace", (name) => {
  it("breaks the rules that its samples are named after", () => {
    for (const { id, found, grave } of samplesOf(name)) {
      const rule = id.split("/")[0] ?? "";
      if (rules.some((known) => known.id === rule)) expect(found, id).toContain(rule);
      else expect([id, ...grave]).toEqual([id]);
    }
  });
});

it("every rule on judge traces has its example", () => {
  const shown = new Set(
    ["task-type", "rubrics", "verdicts", "quotes"].flatMap(samplesOf).map(({ id }) => id.split("/")[0]),
  );
  const own = rules.map(({ id }) => id).filter((id) => /^(?:verdict|task|solution|rubric|quote|eval)-/.test(id));
  expect(own.filter((id) => !shown.has(id))).toEqual([]);
});
