/** What the editor asks for while one types or moves the cursor costs time linear in the text. */
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { enclosingSpans } from "../../../server/core/ide/enclosing";
import { outlineOf } from "../../../server/core/ide/outline";
import { tagPairAt } from "../../../server/core/ide/tagPairs";
import { tokensOf } from "../../../server/core/ide/tokens/recordTokens";
import { strictAuditor } from "../../support/strictAuditor";
import { countWork } from "../../support/work";

/** Twice the text may cost this many times the work: twice, and a little for the look-ups that are logarithmic. */
const allowedGrowth = 2.2;

/** Texts of one sample: a beginning, and what is written again and again. */
const texts: readonly (readonly [name: string, head: string, unit: string])[] = [
  ["blocks of calls", "@completion\n", '<tool_call>\n{"name": "f", "parameters": {"x": 1}}\n</tool_call>\n'],
  ["calls of one block", "@completion\n<tool_call>\n", '{"name": "f", "parameters": {"x": 1}}\n'],
  ["arguments of one call", '@completion\n<tool_call>\n{"name": "f", "parameters": {', '"x": 1, '],
  ["mentions", "@completion\n<think>", " the <tool_call> tag"],
  ["unknown tags", "@completion\n<think>", " a List<String> here"],
  ["openers", "@completion\n", "<think>\n"],
  ["strays", "@completion\n", "</think>\n"],
  ["headers", "@sample\n", "@user\na\n"],
  ["attributes", "@sample", " id=a"],
  ["turns", "@sample\n", "@assistant\n<think> a </think>\n"],
];

function fileOf(text: string): AuditedFile {
  const auditor = strictAuditor();
  const profile = auditor.profileNamed("toolrl");
  if (profile === undefined) throw new Error("there is no profile toolrl");
  return new AuditedFile(auditor, traceFileFormat, text, { profile, reason: "a test says so" });
}

/** The record is read before: only what the feature itself does is counted. */
function work(text: string, feature: (file: AuditedFile, text: string) => unknown): number {
  const file = fileOf(text);
  for (const record of file.records)
    for (const { facts } of record.samples) facts.traced.forEach((part) => facts.calls(part));
  return countWork(() => feature(file, text));
}

const features: Readonly<Record<string, (file: AuditedFile, text: string) => unknown>> = {
  outline: (file, text) => file.records.map((record) => outlineOf(record, text)),
  "semantic tokens": (file, text) => file.records.map((record) => tokensOf(record, text)),
  "a tag and its counterpart": (file, text) => tagPairAt(file, text.length - 3),
  "what lies around a place": (file, text) => enclosingSpans(file, text.length - 3),
};

describe.each(Object.entries(features))("%s", (_, feature) => {
  it.each(texts)("grows with the text: many %s", (_, head, unit) => {
    // Once for what is done a single time.
    work(head + unit.repeat(20), feature);
    const one = work(head + unit.repeat(400), feature);
    const two = work(head + unit.repeat(800), feature);
    expect(two / one).toBeLessThan(allowedGrowth);
  });
});
