/** While a trace is still being written, nothing is reported that its end may put right. */
import { describe, expect, it } from "vitest";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";

const judgement = `<type>Chat</type>
<rubric>
Accuracy (60%): is it right?
Clarity (40%): is it clear?
<justify>Facts come first.</justify>
</rubric>
<eval>
On accuracy <quote_A>Oslo is in Norway</quote_A> is right, and <quote_B>Oslo is in Sweden</quote_B> is not; on clarity both are fine.
</eval>
<answer>[[A]]</answer>
`;

const auditor = createAuditor(emptyConfig, {}, { log: (line) => expect.fail(line) });

function rulesIn(completion: string, state: string): string[] {
  const text = `@sample profile=rm-r1${state}
@user
Where is Oslo?
@completion
${completion}
@response_a
Oslo is in Norway.
@response_b
Oslo is in Sweden.
`;
  const file = new AuditedFile(auditor, traceFileFormat, text);
  return file.records.flatMap(({ samples, problems }) => [
    ...problems.map(({ code }) => code),
    ...samples.flatMap(({ findings }) => findings.map(({ rule }) => rule)),
  ]);
}

describe("a trace whose header says state=growing", () => {
  it("has no finding at any length where the whole has none", () => {
    expect(rulesIn(judgement, "")).toEqual([]);
    const found = new Map<string, number>();
    for (let end = 0; end <= judgement.length; end++) {
      for (const rule of rulesIn(judgement.slice(0, end), " state=growing")) found.set(rule, end);
    }
    expect(Object.fromEntries(found)).toEqual({});
  });

  it("is told what no end can mend, while it grows", () => {
    expect(rulesIn("<type>Chat</type>\n<rubric>\n</rubric>\n</eval>\nMore", " state=growing")).toContain(
      "stray-closer",
    );
    expect(rulesIn("<type>Chat</type>", "")).toContain("verdict-missing");
  });

  it("knows no other state", () => {
    expect(rulesIn(judgement, " state=done")).toEqual(["sample-attribute"]);
  });
});
