import { readingConflicts } from "../../verdicts/readingConflicts";
import { findsVerdict, readingsInWords } from "../../verdicts/forms/inWords";
import { verdictMarker } from "../../verdicts/verdictForm";
import { blocksNamed, tagText, type Tag } from "../../model/trace";
import { tagReaderNamed } from "../../expressions";
import { verdictReaders } from "../../verdicts/readers/verdictReaders";
import { readByTags, type TagReader } from "../../expressions/tagReader";
import { textOf, type Span } from "../../text/span";
import { serverReports } from "../checks/serverReadings";
import { traceRule, type TraceContext } from "../rule";

/** What misleads a reader: a tag or marker that is only mentioned, or a form that servers read differently. */
type Misleading = "mention" | "form";

export const readerDisagreement = traceRule<Misleading>({
  id: "reader-disagreement",
  summary: "A reward's own reader, a server or a trainer would read something else than what is meant.",
  judgesCutOff: true,
  severity: "warning",
  cause: "tags and format",
  severities: "warning, error in a ground truth, information of servers that nobody names as the run's own",
  check(context) {
    if (context.trace.mentions.length > 0) checkReaders(context);
    checkVerdictReaders(context);
    checkPrograms(context);
    for (const report of serverReports(context)) context.report(report, "form");
  },
  fixes({ part, span, state }) {
    if (state === "form") return [];
    const written = textOf(part.text, span);
    const bare = written.replace(/^(?:<\/?|\[\[)|(?:>|\]\])$/g, "");
    if (bare === written) return [];
    const brackets = written.startsWith("<") ? "angle" : "square";
    return [
      { title: `Take the ${brackets} brackets off ${written}`, safe: false, edits: [{ part, span, text: bare }] },
    ];
  },
});

/** Reports the response marker outside all answers that a reader of verdicts takes for the verdict. */
function checkVerdictReaders({ profile, facts, part, trace, sample, report }: TraceContext<Misleading>): void {
  const judgement = facts.judgement(part);
  const parsed = judgement?.readings.parsed;
  if (judgement === undefined || parsed?.verdict === undefined) return;
  const marker = verdictMarker(parsed.verdict === "A" ? "B" : "A");
  const start = trace.text.lastIndexOf(marker);
  const inAnswer = judgement.answers.some(({ content }) =>
    trace.text.slice(content.start, content.end).includes(marker),
  );
  // Two verdicts in answers are a conflict, which another rule reports.
  if (start < 0 || inAnswer) return;
  const misled = readingConflicts(judgement.readings, judgement.form, judgement.stake).filter(
    ({ reading, failure }) => failure !== "none" && profile.readers.includes(verdictReaders[reading].id),
  );
  if (misled.length === 0) return;
  const finding = {
    span: { start, end: start + marker.length },
    severity: part === sample.groundTruth ? "error" : "warning",
    message: `This ${marker} is not a verdict, but is read as one. ${misled.map(({ message }) => message).join(" ")} Write it without the double brackets.`,
    related: parsed.span === undefined ? [] : [{ part, span: parsed.span, message: "This is the verdict." }],
  } as const;
  report(finding, "mention");
}

/**
 * Reports the verdict that a program takes for the judge's, although it is only considered, or although only readers of
 * the first verdict take it.
 */
function checkPrograms({ facts, part, report }: TraceContext<Misleading>): void {
  const judged = facts.judged(part);
  if (judged?.meant === undefined || judged.conflicting !== undefined) return;
  const { meant, otherVerdict, readings } = judged;
  const misled = readings.filter(({ isMisled }) => isMisled);
  // A verdict that no program reads is malformed, which another rule reports.
  if (misled.length === readings.length && misled.every(({ read }) => !findsVerdict(read))) return;
  if (misled.length === 0 && otherVerdict === undefined) return;
  if (otherVerdict === undefined) {
    const message = `The verdict is ${meant.text}, but of this answer ${readingsInWords(misled)}: words around the verdict are in the way. End the answer with it, and nothing behind it.`;
    report({ span: meant.span, message }, "mention");
    return;
  }
  const who =
    misled.length > 0 ? readingsInWords(misled) : `a script that takes the first one reads ${otherVerdict.label}`;
  const finding = {
    span: otherVerdict.span,
    message: `This ${otherVerdict.text} is not the verdict, which is ${meant.text} behind it, but is read as one: ${who}. Write only the verdict in the form of one.`,
    related: [{ part, span: meant.span, message: "This is the verdict." }],
  };
  report(finding, "mention");
}

function checkReaders(context: TraceContext<Misleading>): void {
  const told = new Set<number>();
  for (const id of context.profile.readers) {
    const reader = tagReaderNamed(id);
    if (reader !== undefined) checkReader(reader, context, told);
  }
}

/** Reports each mention once, for the first reader that it misleads. */
function checkReader(reader: TagReader, context: TraceContext<Misleading>, told: Set<number>): void {
  const { trace, part, sample } = context;
  const meant = blocksNamed(trace, reader.tag)
    .filter((block) => block.open !== undefined && block.open.misspelled === undefined)
    .map((block) => ({ start: block.content.start, end: block.content.end }));
  const read = readByTags(trace.text, reader);
  const misled = !sameReading(read, meant, reader);
  const isGroundTruth = part === sample.groundTruth;
  const countedNames = namesCounted(reader, context);
  const related = meant
    .slice(0, 1)
    .map((span) => ({ part, span: firstLine(trace.text, span), message: "This is what is meant." }));
  for (const mention of trace.mentions) {
    const counted = countedNames.has(mention.name) && (!isGroundTruth || mention.kind === "opener");
    const misleads = misled && mention.name === reader.tag && touches(mention, read, reader);
    if (!counted && !misleads) continue;
    if (told.has(mention.span.start)) continue;
    told.add(mention.span.start);
    const isPaid = context.profile.reward !== null;
    const effect = misleads ? readsInstead(reader, meant, isPaid) : countsIt(mention, isGroundTruth);
    const message = `This ${tagText(mention.kind, mention.name)} is only mentioned, but ${reader.title.replace(/^A /, "a ")} searches for tags without knowing that: ${effect}. Write it without the angle brackets.`;
    const severity = isGroundTruth ? "error" : "warning";
    context.report({ span: mention.span, severity, message, related }, "mention");
  }
}

/**
 * The tags that the format check counts. Its template is chosen by the openers that occur in the ground truth, and
 * names only those; without a ground truth it may name any. Computed once: the ground truth may be as long as the trace
 * has mentions.
 */
function namesCounted(
  { counts }: TagReader,
  { sample, part }: Pick<TraceContext, "sample" | "part">,
): ReadonlySet<string> {
  const { groundTruth } = sample;
  const any = groundTruth === undefined || part === groundTruth;
  return new Set(any ? counts : counts.filter((name) => groundTruth.text.includes(tagText("opener", name))));
}

/** Does the reader read what the author meant? */
function sameReading(read: readonly Span[], meant: readonly Span[], { takes }: TagReader): boolean {
  const wanted = takes === "all" ? meant : takes === "last" ? meant.slice(-1) : meant.slice(0, 1);
  return read.length === wanted.length && read.every((span, i) => isSameSpan(span, wanted[i]));
}

function isSameSpan(a: Span, b: Span | undefined): boolean {
  return b !== undefined && a.start === b.start && a.end === b.end;
}

/** Does a reading begin or end at the mention? */
function touches(mention: Tag, read: readonly Span[], { takes }: TagReader): boolean {
  if (read.length === 0) return false;
  if (takes === "all") return true;
  return read.some(({ start, end }) => start === mention.span.end || end === mention.span.start);
}

function readsInstead(reader: TagReader, meant: readonly Span[], isPaid: boolean): string {
  const opener = tagText("opener", reader.tag);
  if (meant.length === 0) return `it reads what follows as ${opener}, and there is none`;
  return `it reads another text than the ${opener} block that is meant${isPaid ? ", and the reward is lost" : ""}`;
}

function countsIt(mention: Tag, isGroundTruth: boolean): string {
  const written = tagText(mention.kind, mention.name);
  return isGroundTruth
    ? `it chooses the format by the tags that occur anywhere, and ${written} occurs here`
    : `it counts ${written} wherever it stands, and one too many loses the format reward`;
}

/** The first line only: related places are easiest to read when they are short. */
function firstLine(text: string, { start, end }: Span): Span {
  const from = start < end && text[start] === "\n" ? start + 1 : start;
  const lineEnd = text.indexOf("\n", from);
  return { start: from, end: lineEnd < 0 || lineEnd > end ? end : lineEnd };
}
