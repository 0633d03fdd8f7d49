/** One finding for a place and its cause: where two rules see the same fault, the one that says more is told. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import type { Finding } from "../../../server/core/model/finding";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/core/rules";
import { causeOf } from "../../../server/core/rules/cause";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();
const pages = fileURLToPath(new URL("../../../docs/rules/", import.meta.url));
const examples = readdirSync(pages).flatMap((page) =>
  [...readFileSync(`${pages}${page}`, "utf8").matchAll(/^(`{3,})trace bad\n([\s\S]*?)\n\1$/gm)].map(
    (match) => [page, match[2] ?? ""] as const,
  ),
);

const more = Object.entries({
  "an empty answer that was paid": `@sample profile=think-answer score=1\n@completion\n<think>Hm.</think>\n<answer></answer>\n@ground_truth\n4`,
  "reasoning in two blocks": `@sample profile=search-agent\n@completion\n<think>One.</think><think>Two.</think>\n<answer>4</answer>`,
  "blocks in one line": `@sample profile=think-answer\n@completion\n<think>Hm.</think><answer>4</answer>`,
  "a closer of another block": `@sample profile=toolrl\n@completion\n<think> I look. </think>\n<tool_call>\n{"name": "a", "parameters": {}}\n</think>`,
  "reasoning with nothing behind": `@sample profile=think-answer\n@completion\n<think>So \\boxed{4}.</think>`,
  "a box that is open": `@sample profile=boxed-answer\n@user\nIn \\boxed{}, please.\n@completion\n<think>Hm.</think>\nIt is \\boxed{4`,
});

/** Different faults of one cause that can stand at one place. */
const different: readonly string[] = [
  // The ground truth's call has one argument more and one less.
  "argument-extra + argument-missing",
  // The tool needs it, and the ground truth gives it.
  "argument-missing + missing-parameter",
  // What the call gives is not what it owes.
  "missing-parameter + unknown-parameter",
  // The verdict that is read last is judged as well.
  "verdict-conflict + verdict-wrong",
];

function findingsIn(text: string): readonly Finding[] {
  const file = new AuditedFile(auditor, traceFileFormat, text);
  return file.records.flatMap(({ samples }) => samples.flatMap(({ findings }) => findings));
}

function meet(a: Finding, b: Finding): boolean {
  return a.part === b.part && a.span.start < b.span.end && b.span.start < a.span.end;
}

describe("findings of one place", () => {
  it.each([...examples, ...more])("%s: no two of one cause", (_, text) => {
    const findings = findingsIn(text);
    const twice = findings.flatMap((a, i) =>
      findings
        .slice(i + 1)
        .filter((b) => a.rule !== b.rule && causeOf(a.rule) === causeOf(b.rule) && meet(a, b))
        .map((b) => [a.rule, b.rule].sort().join(" + ")),
    );
    expect(twice.filter((pair) => !different.includes(pair))).toEqual([]);
  });

  it("leave out what another rule implies, and keep it where that rule is off", () => {
    const [, text = ""] = more[0] ?? [];
    expect(findingsIn(text).map(({ rule }) => rule)).toEqual(["paid-for-nothing"]);
    const off = text.replace("@sample", "@sample off=paid-for-nothing");
    expect(findingsIn(off).map(({ rule }) => rule)).toEqual(["empty-block"]);
  });

  it("are implied by rules that there are", () => {
    const ids = rules.map(({ id }) => id);
    expect(rules.flatMap(({ impliedBy }) => impliedBy).filter((id) => !ids.includes(id))).toEqual([]);
  });
});
