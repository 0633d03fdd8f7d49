import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { Auditor, type AuditorOptions } from "../../../server/core/audit/auditor";
import type { RecordProblem } from "../../../server/core/model/record";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { unreadableRecord } from "../../../server/core/rules";
import { audit, profileNamed, sample } from "./harness";

const good = "<think> a </think>\n<response> b </response>";

/** The problems of a `.trace` file's records, each with the characters that it marks. */
function problemsIn(text: string, settings: AuditorOptions["settings"] = {}): (RecordProblem & { marked: string })[] {
  const auditor = new Auditor({ profiles: builtInProfiles, settings, host: { log: () => undefined } });
  const file = new AuditedFile(auditor, traceFileFormat, text);
  return file.records.flatMap((record) =>
    record.problems.map((problem) => ({
      ...problem,
      marked: text.slice(record.span.start + problem.span.start, record.span.start + problem.span.end),
    })),
  );
}

describe("unreadable-record", () => {
  it("marks what belongs to no part", () => {
    expect(problemsIn(`Notes:\n@completion\n${good}`)).toMatchObject([
      { code: "text-before-header", severity: "error", marked: "Notes:" },
    ]);
    expect(problemsIn(`@sample id=a\nloose\n@completion\n${good}`)).toMatchObject([{ marked: "loose" }]);
  });

  it("marks a part that stands twice, and attributes that nobody reads", () => {
    expect(problemsIn(`@completion\n${good}\n@completion\n${good}`)).toMatchObject([
      { code: "repeated-part", marked: "@completion" },
    ]);
    expect(problemsIn(`@sample gold=C step=x colour=red word\n@completion\n${good}`)).toMatchObject([
      { marked: "gold=C" },
      { marked: "step=x" },
      { marked: "colour=red" },
      { marked: "word" },
    ]);
    const [unknown] = problemsIn(`@sample profile=nobodys\n@completion\n${good}`);
    expect(unknown?.message).toContain('There is no profile "nobodys"');
  });

  it("tells CRLF line ends as an information", () => {
    expect(problemsIn(good.replaceAll("\n", "\r\n"))).toMatchObject([{ code: "crlf", severity: "information" }]);
  });

  it("says that a text with too many tags is not checked to its end", () => {
    const text = "<x>".repeat(1_000_001);
    const told = audit([unreadableRecord], sample({ completion: text }), profileNamed("toolrl"));
    expect(told).toMatchObject([{ rule: "unreadable-record", severity: "information", span: { start: 0, end: 1 } }]);
    expect(told[0]?.message).toContain("not checked");
    expect(audit([unreadableRecord], sample({ completion: good }), profileNamed("toolrl"))).toEqual([]);
  });

  it("follows the settings", () => {
    const text = `Notes:\n@completion\n${good}`;
    expect(problemsIn(text, { [unreadableRecord.id]: "off" })).toEqual([]);
    expect(problemsIn(text, { [unreadableRecord.id]: "warning" })).toMatchObject([{ severity: "warning" }]);
  });

  it("stays silent on well-formed records", () => {
    expect(problemsIn(`@sample id=a gold=A step=1 score=2.5\n@user\nhi\n@completion\n${good}\n`)).toEqual([]);
  });
});
