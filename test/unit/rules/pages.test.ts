/** The examples on the rules' pages do what the pages say: the bad one fires, the good one has nothing wrong. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { fixRecord } from "../../../server/core/fixing/fixRecord";
import type { Finding } from "../../../server/core/model/finding";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/core/rules";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

const pages = rules.map((rule) => [`docs/rules/${rule.id}.md`, rule] as const);

function textOf(page: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../${page}`, import.meta.url)), "utf8");
}

describe.each(pages.filter(([, { scope }]) => scope !== "record"))("%s", (path, { id, offersFixes }) => {
  const page = textOf(path);

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

  it.runIf(offersFixes)("has a bad example that its fix makes a good one, letter for letter", () => {
    // "Fixed" is what the fix makes where other findings remain.
    const good = [...fenced(page, "trace good"), ...fenced(page, "trace fixed")];
    const fixed = fenced(page, "trace bad").map((example) => fixedBy(id, example));
    expect(
      fixed.some((text) => good.includes(text)),
      fixed.join("\n\n"),
    ).toBe(true);
  });
});

describe.each(pages)("%s", (path, { offersFixes }) => {
  it("says which fix is offered, whether it is safe, and why; or why there is none", () => {
    const [, said = ""] = /^\*\*Fix\.\*\* (.+)$/m.exec(textOf(path)) ?? [];
    expect(said).toMatch(offersFixes ? /^Offered.* (?:safe|Safe)/ : /^None: /);
  });
});

function fenced(page: string, info: string): string[] {
  const fence = new RegExp(`^(\`{3,})${info}\\n([\\s\\S]*?)\\n\\1$`, "gm");
  return [...page.matchAll(fence)].map((match) => match[2] ?? "");
}

/** An example after the rule's own fixes, those that are not safe too. */
function fixedBy(id: string, example: string): string {
  const file = new AuditedFile(auditor, traceFileFormat, example);
  const options = { safeOnly: false, groundTruth: false, rules: new Set([id]) };
  return file.records.map((record) => fixRecord(file, record, options).text).join("");
}

/** The findings in an example: a `.trace` text; ToolRL's profile, unless it looks like another or names one. */
function findingsIn(example: string): readonly Finding[] {
  const file = new AuditedFile(auditor, traceFileFormat, example);
  return file.records.flatMap(({ samples }) => samples.flatMap(({ findings }) => findings));
}
