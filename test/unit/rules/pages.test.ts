/** The examples on the rules' pages do what the pages say: the bad one fires, the good one has nothing wrong. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/src/core/audit/auditedFile";
import type { Finding } from "../../../server/src/core/model/finding";
import { traceFileFormat } from "../../../server/src/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/src/core/rules";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

describe.each(rules.filter(({ scope }) => scope !== "record"))("docs/rules/$id.md", ({ id }) => {
  const path = fileURLToPath(new URL(`../../../docs/rules/${id}.md`, import.meta.url));
  const page = readFileSync(path, "utf8");

  it("has a bad example that the rule finds", () => {
    const examples = fenced(page, "trace bad");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      expect(findingsIn(example).map(({ rule }) => rule)).toContain(id);
    }
  });

  it("has a good example, in which nothing is worse than an information", () => {
    const examples = fenced(page, "trace good");
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const found = findingsIn(example).filter(({ rule, severity }) => rule === id || severity !== "information");
      expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    }
  });
});

function fenced(page: string, info: string): string[] {
  const fence = new RegExp(`^(\`{3,})${info}\\n([\\s\\S]*?)\\n\\1$`, "gm");
  return [...page.matchAll(fence)].map((match) => match[2] ?? "");
}

/** The findings in an example: a `.trace` text; ToolRL's profile, unless it looks like another or names one. */
function findingsIn(example: string): readonly Finding[] {
  const file = new AuditedFile(auditor, traceFileFormat, example);
  return file.records.flatMap(({ samples }) => samples.flatMap(({ findings }) => findings));
}
