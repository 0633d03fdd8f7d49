import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { strictAuditor } from "../../support/strictAuditor";

const good = "<think>\na\n</think>\n<answer>\n1\n</answer>";
const loose = "<think>a</think><answer>1</answer>";

function sample(completion: string, score: number): string {
  return `@sample profile=think-answer score=${score}\n@completion\n${completion}\n@ground_truth\n1\n`;
}

/** The rules' findings, with the number of their record. */
function found(...samples: readonly string[]): string[] {
  const profile = strictAuditor().profileNamed("think-answer");
  if (profile === undefined) throw new Error("no profile");
  const file = new AuditedFile(strictAuditor(), traceFileFormat, samples.join(""), { profile, reason: "asked for" });
  return file.records.flatMap((record) =>
    record.samples.flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule.startsWith("recorded-")).map(({ rule }) => `${rule} ${record.index}`),
    ),
  );
}

const odd = [0.37, 0.81, 0.12, 0.55, 0.4, 0.93, 0.21, 0.66, 0.3];

describe("recorded-by-another-reward", () => {
  it("is told once, where no reward gives the recorded ones, and nothing else is said of them", () => {
    expect(found(...odd.map((score) => sample(good, score)))).toEqual(["recorded-by-another-reward 0"]);
  });

  it("stays silent where one does, on few records, and leaves those to recorded-score-differs", () => {
    const paid = Array.from({ length: 24 }, (_, i) => sample(i % 2 === 0 ? good : loose, i % 2 === 0 ? 1 : 0));
    expect(found(...paid)).toEqual([]);
    expect(found(sample(good, 0.37), sample(good, 2), sample(good, 1))).toEqual(["recorded-score-differs 0"]);
  });
});
