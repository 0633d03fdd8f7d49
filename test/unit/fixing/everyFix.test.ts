/** The law of every fix, on the bad examples of every rule's page and on our broken examples. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AuditedFile, type AuditedRecord, type AuditedSample } from "../../../server/core/audit/auditedFile";
import { recordEdits } from "../../../server/core/fixing/edits";
import { offersOf } from "../../../server/core/fixing/fixesOf";
import { fixRecord } from "../../../server/core/fixing/fixRecord";
import { severities, type Finding } from "../../../server/core/model/finding";
import type { Fix } from "../../../server/core/model/fix";
import { recogniseFile } from "../../../server/core/records/reading/recogniseFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../../server/core/rules";
import { applyEdits, type TextEdit } from "../../../server/core/text/edits";
import { strictAuditor } from "../../support/strictAuditor";
import { expectSameWords } from "../rules/fixLaws";

const auditor = strictAuditor();

const root = fileURLToPath(new URL("../../../", import.meta.url));
const pages = readdirSync(`${root}docs/rules`).flatMap((page) =>
  [...readFileSync(`${root}docs/rules/${page}`, "utf8").matchAll(/^(`{3,})trace bad\n([\s\S]*?)\n\1$/gm)].map(
    (match, i) => [`${page}, example ${i + 1}`, match[2] ?? ""] as const,
  ),
);
const examples = ["broken.trace", "judge/broken.trace"].flatMap((name) => {
  try {
    return [[name, readFileSync(`${root}examples/${name}`, "utf8")] as const];
  } catch {
    return [];
  }
});

/** What neither pages nor examples have. */
const more = Object.entries({
  "loose text for a response": "<think> I know it. </think>\nIt is sunny in Oslo.",
  "loose text beside calls": `<think> I look. </think>\n<tool_call>\n{"name": "a", "parameters": {}}\n</tool_call>\nDone.`,
  "an opener forgotten": `I look it up. </think>\n{"name": "a", "parameters": {}}\n</tool_call>`,
  "a fence": `<think> I look. </think>\n<tool_call>\n\`\`\`json\n{"name": "a", "parameters": {}}\n\`\`\`\n</tool_call>`,
  "an array of calls": `<think> I look. </think>\n<tool_call>\n[{"name": "a", "parameters": {}}, {"name": "b", "parameters": {"x": "a, b"}}]\n</tool_call>`,
  "calls beside their tags": `<think> I look. </think>\n<tool_call> {"name": "a", "parameters": {}}\n\n{"name": "b", "parameters": {}} </tool_call>`,
  "two blocks of calls": `<think> I look. </think>\n<tool_call>\n{"name": "a", "parameters": {}}\n</tool_call>\n<tool_call>\n{"name": "b", "parameters": {}}\n</tool_call>`,
  "another tool with the right arguments": `@sample profile=toolrl\n@completion\n<think> I look. </think>\n<tool_call>\n{"name": "forecast", "parameters": {"city": "Oslo"}}\n</tool_call>\n@ground_truth\n<think> I look. </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`,
  "two calls in one block": `@sample profile=hermes\n@completion\n<think> I look. </think>\n<tool_call>\n{"name": "a", "arguments": {}} {"name": "b", "arguments": {}}\n</tool_call>`,
});

function fileOf(text: string, like?: AuditedFile): AuditedFile {
  const format = like?.format ?? traceFileFormat;
  return new AuditedFile(auditor, format, text, like?.profile);
}

interface Offer {
  readonly file: AuditedFile;
  readonly record: AuditedRecord;
  readonly sample: AuditedSample;
  readonly finding: Finding;
  readonly fix: Fix;
}

function offersIn(file: AuditedFile): Offer[] {
  return file.records.flatMap((record) =>
    record.samples.flatMap((sample) =>
      sample.findings.flatMap((finding) =>
        offersOf(finding, sample, file).map(({ fix }) => ({ file, record, sample, finding, fix })),
      ),
    ),
  );
}

function applied({ file, record, fix }: Offer): AuditedFile {
  const edits = recordEdits(fix).map(({ span, text }) => ({
    span: { start: record.span.start + span.start, end: record.span.start + span.end },
    text,
  }));
  return fileOf(applyEdits(file.text, edits), file);
}

function countsOf(file: AuditedFile): Map<string, number> {
  const found = new Map<string, number>();
  for (const { findings } of file.records.flatMap(({ samples }) => samples)) {
    for (const { rule, severity } of findings) {
      const key = `${severity} ${rule}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  return found;
}

// Only what is offered: a fix that would bring something worse is not.
const offers = [...pages, ...examples, ...more].flatMap(([name, text]) =>
  offersIn(fileOf(text)).map(
    (offer, i) => [`${name}, ${i + 1}: ${offer.finding.rule}: ${offer.fix.title}`, offer] as const,
  ),
);

describe("every fix", () => {
  it("is tried: each rule that offers one has an example for it", () => {
    const tried = new Set(offers.map(([, { finding }]) => finding.rule));
    const offering = rules.filter((rule) => rule.offersFixes).map(({ id }) => id);
    expect(offering.filter((id) => !tried.has(id))).toEqual([]);
  });

  it.each(offers)("%s: the finding goes, none as severe comes", (_, offer) => {
    const before = countsOf(offer.file);
    const after = countsOf(applied(offer));
    const { rule, severity } = offer.finding;
    expect(after.get(`${severity} ${rule}`) ?? 0).toBeLessThan(before.get(`${severity} ${rule}`) ?? 0);
    const asSevere = severities.slice(0, severities.indexOf(severity) + 1);
    const added = [...after].filter(
      ([key, count]) => asSevere.some((each) => key.startsWith(each)) && count > (before.get(key) ?? 0),
    );
    expect(added).toEqual([]);
  });

  it.each(offers.filter(([, { fix }]) => fix.safe))(
    "%s: is safe: every word stays, in a trace's own order",
    (_, { finding, fix }) => {
      expectSameWords(fix, finding.rule);
    },
  );

  it.each([...pages, ...examples, ...more])("%s: fixing all twice changes nothing more", (_, text) => {
    for (const safeOnly of [true, false]) {
      const once = fixedText(fileOf(text), safeOnly);
      const like = fileOf(text);
      expect(fixedText(fileOf(once, like), safeOnly)).toBe(once);
    }
  });

  it.each([...pages, ...examples, ...more])("%s: in a JSON string only that string is touched", (_, text) => {
    for (const sample of fileOf(text).records.flatMap(({ samples }) => samples)) {
      const { completion } = sample.sample;
      const before = `{"note" : "a\\u00e9\\/", "input": "", "output": `;
      const after = `, "step": 1e0, "score":0 }`;
      const line = before + JSON.stringify(completion.text).replaceAll("/", "\\/") + after;
      const format = recogniseFile(line, undefined)!.format;
      const file = new AuditedFile(auditor, format, line, { profile: sample.profile, reason: "the same" });
      const { text: fixed } = fixRecord(file, file.records[0]!, { safeOnly: true, groundTruth: false });
      expect(fixed.startsWith(before) && fixed.endsWith(after)).toBe(true);
      expect(typeof (JSON.parse(fixed) as { output: unknown }).output).toBe("string");
    }
  });
});

function fixedText(file: AuditedFile, safeOnly: boolean): string {
  const edits: TextEdit[] = file.records.map((record) => ({
    span: record.span,
    text: fixRecord(file, record, { safeOnly, groundTruth: true }).text,
  }));
  return applyEdits(file.text, edits);
}
