/** On published data: what is well formed gets no error, and every record that mentions a tag is told. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { jsonRecordFormat } from "../../../server/core/records/reading/readRecord";
import { recogniseRecords } from "../../../server/core/records/reading/recogniseRecords";
import { failOnLog } from "../../support/strictAuditor";

const path = join(import.meta.dirname, "../../../../shared/data/toolrl/sft.jsonl");
const isThere = existsSync(path);
if (!isThere) console.warn(`Skipped: published data, which is expected in ${path}.`);

describe.skipIf(!isThere)("ToolRL's SFT set", () => {
  const text = isThere ? readFileSync(path, "utf8") : "";

  it("gets no error, and each of the ten records whose reasoning mentions <tool_call> is told", () => {
    const recognition = recogniseRecords(text);
    if (recognition === undefined) throw new Error("not recognised");
    const auditor = createAuditor(emptyConfig, {}, { log: failOnLog });
    const format = jsonRecordFormat(recognition.format, recognition.container);
    const file = new AuditedFile(auditor, format, text);
    const findings = file.records.flatMap((record) =>
      record.samples.flatMap((sample) => sample.findings.map((finding) => ({ record: record.index, finding }))),
    );
    expect(findings.filter(({ finding }) => finding.severity === "error")).toEqual([]);

    const mentioning = text
      .trimEnd()
      .split("\n")
      .flatMap((line, i) => {
        const { output } = JSON.parse(line) as { output: string };
        return output.slice(0, output.indexOf("</think>")).includes("<tool_call>") ? [i] : [];
      });
    expect(mentioning.length).toBe(10);
    const told = findings.filter(({ finding }) => finding.rule === "reader-disagreement");
    expect([...new Set(told.map(({ record }) => record))]).toEqual(mentioning);
  });
});
