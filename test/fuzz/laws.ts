/** What holds for every input. Each law throws an error that says how it was broken. */
import { AuditedFile, type AuditedRecord, type TextChange } from "../../server/core/audit/auditedFile";
import { activeRules } from "../../server/core/audit/activeRules";
import { auditSample, type AuditResult } from "../../server/core/audit/auditSample";
import { Facts } from "../../server/core/facts/facts";
import type { Auditor } from "../../server/core/audit/auditor";
import type { Finding } from "../../server/core/model/finding";
import type { Profile } from "../../server/core/model/profile";
import type { Part, Sample } from "../../server/core/model/sample";
import type { Tag, Trace, TraceNode } from "../../server/core/model/trace";
import { createTraceParser, type TraceParser } from "../../server/core/parse/parseTrace";
import { splitRecords } from "../../server/core/records/reading/split";
import { traceFileFormat } from "../../server/core/records/traceFile/traceFileFormat";
import { rules } from "../../server/core/rules";
import { applyEdits } from "../../server/core/text/edits";
import { toSourceSpan } from "../../server/core/text/sourceMap";
import type { Span } from "../../server/core/text/span";
import { wordsBeyond } from "../support/words";

export function demand(holds: boolean, law: string): void {
  if (!holds) throw new Error(law);
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}

function show({ start, end }: Span): string {
  return `${start}…${end}`;
}

// ——— The tree

/** The leaves give the text back, children lie in their parents, all spans lie in the text. */
export function checkTree(trace: Trace): void {
  const whole = { start: 0, end: trace.text.length };
  const leaves: Span[] = [];
  const visit = (nodes: readonly TraceNode[], inside: Span): void => {
    for (const node of nodes) {
      demand(within(node.span, inside), `${node.kind} ${show(node.span)} lies outside its parent ${show(inside)}`);
      if (node.kind !== "block") {
        demand(node.span.end > node.span.start, `an empty ${node.kind} at ${node.span.start}`);
        if (node.kind === "stray") checkTag(node.tag, trace.text);
        leaves.push(node.span);
        continue;
      }
      demand(
        within(node.content, node.span),
        `content ${show(node.content)} lies outside its block ${show(node.span)}`,
      );
      if (node.open !== undefined) leaves.push(checkTag(node.open, trace.text));
      visit(node.children, node.content);
      if (node.close !== undefined) leaves.push(checkTag(node.close, trace.text));
    }
  };
  visit(trace.children, whole);
  let at = 0;
  for (const leaf of leaves) {
    demand(leaf.start === at, `the leaf ${show(leaf)} does not begin where the one before it ends (${at})`);
    at = leaf.end;
  }
  demand(at === trace.text.length, `the leaves end at ${at} of ${trace.text.length}`);
  const written = leaves.map(({ start, end }) => trace.text.slice(start, end)).join("");
  demand(written === trace.text, "the tree does not give the text back");
  for (const mention of trace.mentions) checkTag(mention, trace.text);
  for (const { opener, closer } of trace.unknown) {
    demand(opener !== undefined || closer !== undefined, "an unknown tag has neither opener nor closer");
    if (opener !== undefined) checkTag(opener, trace.text);
    if (closer !== undefined) checkTag(closer, trace.text);
    demand((opener?.span.end ?? 0) <= (closer?.span.start ?? Infinity), "an unknown tag closes before it opens");
  }
}

function checkTag({ span, name }: Tag, text: string): Span {
  demand(within(span, { start: 0, end: text.length }), `the tag ${show(span)} lies outside the text`);
  demand(text[span.start] === "<", `the tag ${name} at ${span.start} does not begin with <`);
  return span;
}

// ——— The audit

const parsers = new Map<Profile, TraceParser>();

export function parserOf(profile: Profile): TraceParser {
  let parser = parsers.get(profile);
  if (parser === undefined) parsers.set(profile, (parser = createTraceParser(profile)));
  return parser;
}

/** No rule crashes; every place of a finding lies in its part. */
export function checkAudit(sample: Sample, profile: Profile): void {
  const crashes: string[] = [];
  const result = auditSample(new Facts(sample, profile, parserOf(profile)), activeRules(rules, {}, profile), {
    log: (line) => void crashes.push(line),
  });
  demand(crashes.length === 0, crashes.join("\n"));
  checkResult(result);
}

function checkResult({ findings, facts }: AuditResult): void {
  for (const part of facts.traced) checkTree(facts.traceOf(part));
  for (const finding of findings) {
    for (const { part, span } of [finding, ...finding.related]) {
      const whole = { start: 0, end: part.text.length };
      demand(
        within(span, whole),
        `${finding.rule} marks ${show(span)} of ${part.role}, which has ${whole.end} characters`,
      );
    }
    demand(finding.message.length > 0, `${finding.rule} says nothing`);
  }
  checkFixes(findings);
}

/** How many findings of a sample have their fixes made. */
const maxFixed = 40;
const halfTag = /<[^<>\n]*(?:[<\n]|$)/;

/** No rule crashes over a fix; edits lie in their part, do not overlap, and change something; safe ones keep all words. */
function checkFixes(findings: readonly Finding[]): void {
  for (const finding of findings.slice(0, maxFixed)) {
    for (const { title, safe, edits } of finding.fixes?.() ?? []) {
      const what = `${finding.rule}, "${title}"`;
      for (const part of new Set(edits.map((edit) => edit.part))) {
        const own = edits.filter((edit) => edit.part === part);
        const whole = { start: 0, end: part.text.length };
        for (const { span } of own)
          demand(within(span, whole), `${what} edits ${show(span)} of ${whole.end} characters`);
        const after = applyEdits(part.text, own);
        demand(after !== part.text, `${what} changes nothing`);
        // In half a tag, nobody can tell its name from a word behind it.
        if (!safe || halfTag.test(part.text)) continue;
        const [words, old] = [wordsBeyond(finding.rule, after), wordsBeyond(finding.rule, part.text)];
        demand(words.join(" ") === old.join(" "), `${what} is called safe and changes words`);
      }
    }
  }
}

// ——— Files

/** Records cover the file in order; each part is written where its source map says. */
export function checkTraceFile(text: string): void {
  let at = 0;
  splitRecords(text, "trace").forEach(({ span }, i) => {
    demand(span.start === at && span.end >= at, `record ${i} is ${show(span)}, and the one before it ends at ${at}`);
    at = span.end;
    const record = text.slice(span.start, span.end);
    const whole = { start: 0, end: record.length };
    const { samples, problems } = traceFileFormat.read(record, i);
    for (const problem of problems) demand(within(problem.span, whole), `${problem.code} marks ${show(problem.span)}`);
    for (const part of new Set(samples.flatMap(partsOf))) checkSourceMap(part, record);
  });
  demand(at === text.length, `the records end at ${at} of ${text.length}`);
}

function partsOf(sample: Sample): Part[] {
  const { turns, tools, completion, groundTruth, responses } = sample;
  const parts = [...turns.map(({ part }) => part), tools, completion, groundTruth, responses?.a, responses?.b];
  return parts.filter((part) => part !== undefined);
}

/** A character of the part is written as itself, but a line end as CRLF and an `@` as `@@`. */
function checkSourceMap({ role, text, source }: Part, record: string): void {
  let end = source.toSource(0);
  demand(end >= 0, `${role} begins at ${end}`);
  for (let i = 0; i < text.length; i++) {
    const { start, end: next } = toSourceSpan(source, { start: i, end: i + 1 });
    demand(
      start === end && next > start && next <= record.length,
      `${role}: ${i} is written at ${show({ start, end: next })}`,
    );
    const written = record.slice(start, next);
    const expected =
      written === text[i] || (text[i] === "\n" && written === "\r\n") || (text[i] === "@" && written === "@@");
    demand(expected, `${role}: ${JSON.stringify(text[i])} at ${i} is written ${JSON.stringify(written)}`);
    for (let place = start; place < next; place++) {
      demand(source.toText(place) === i, `${role}: the place ${place} reads as ${source.toText(place)}, not ${i}`);
    }
    end = next;
  }
  demand(source.toText(end) === text.length, `${role}: its end ${end} reads as ${source.toText(end)}`);
}

/** A file kept up to date through edits equals one that is read afresh. */
export function checkEdits(auditor: Auditor, texts: readonly string[], changes: readonly TextChange[]): void {
  const asked = auditor.profiles[0];
  const choice = asked === undefined ? undefined : { profile: asked, reason: "the fuzzer asks for it" };
  const file = new AuditedFile(auditor, traceFileFormat, texts[0] ?? "", choice);
  file.records.forEach((record) => record.samples);
  changes.forEach((change, i) => {
    const text = texts[i + 1] ?? "";
    file.edit(text, change);
    const fresh = new AuditedFile(auditor, traceFileFormat, text, choice);
    const [kept, wanted] = [file.records.map(describeRecord), fresh.records.map(describeRecord)];
    demand(kept.length === wanted.length, `edit ${i} leaves ${kept.length} records, not ${wanted.length}`);
    kept.forEach((record, r) => {
      demand(record === wanted[r], `edit ${i} leaves record ${r} as ${record}, not ${wanted[r]}`);
    });
  });
}

function describeRecord(record: AuditedRecord): string {
  const { index, span, problems, samples } = record;
  const found = samples.map(({ findings, profile, sample }) => [
    profile.name,
    sample.completion.text,
    findings.map(describeFinding),
  ]);
  return JSON.stringify([index, span, problems, found]);
}

function describeFinding({ rule, severity, message, span, part, related }: Finding): unknown {
  return [rule, severity, message, span, part.role, related.map((each) => [each.part.role, each.span, each.message])];
}
