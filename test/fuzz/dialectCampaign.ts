/** Texts of every dialect, broken in one to four places, against the laws of reading and fixing calls. */
import { auditSample } from "../../server/core/audit/auditSample";
import { activeRules } from "../../server/core/audit/activeRules";
import { valuesOf, type Call } from "../../server/core/dialects/call";
import { dialects } from "../../server/core/dialects/data";
import type { Dialect } from "../../server/core/dialects/marks";
import { readDialect, type DialectReading } from "../../server/core/dialects/read";
import { writeCalls } from "../../server/core/dialects/write";
import { Facts } from "../../server/core/facts/facts";
import { neutralProfile } from "../../server/core/profiles/neutral";
import { rules } from "../../server/core/rules";
import { applyEdits } from "../../server/core/text/edits";
import type { Span } from "../../server/core/text/span";
import { Random } from "../support/random";
import { answerIn, booking, bookingWithoutNote, isFlat, listing, tools } from "../unit/dialects/texts";
import { checkTree, demand, parserOf } from "./laws";
import { mutate } from "./mutators";
import { sampleOf } from "./samples";

export interface DialectFailure {
  readonly index: number;
  readonly dialect: string;
  readonly law: string;
  readonly text: string;
}

/** Checks the inputs `from` to `to` of a seed, the dialects in turn; the first that breaks a law is handed back. */
export function runDialectCampaign(seed: number, from: number, to: number): DialectFailure | undefined {
  for (let index = from; index < to; index++) {
    const dialect = dialects[index % dialects.length]!;
    const text = brokenText(dialect, Random.of(seed, index));
    try {
      checkDialect(text, dialect);
    } catch (error) {
      const law = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { index, dialect: dialect.id, law, text };
    }
  }
  return undefined;
}

/** A text of the dialect with calls in it, changed at random: mostly at its marks, and with pieces of other dialects. */
export function brokenText(dialect: Dialect, random: Random): string {
  const calls = random.pick([[booking], [booking, listing], [bookingWithoutNote, booking]]);
  let text = whole(dialect, calls, random.chance(0.7));
  for (let i = random.below(4); i >= 0; i--) {
    const at = random.below(text.length + 1);
    const length = random.below(20);
    const other = whole(random.pick(dialects), [booking], true);
    const from = random.below(other.length);
    const marks = [...text.matchAll(/<[^<>]*>|\[[A-Z_]+\]|["{}\]]/g)];
    const mark = marks.length === 0 ? undefined : random.pick(marks);
    const behind = (mark?.index ?? 0) + (mark?.[0].length ?? 0);
    text = random.pick([
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + length) + text.slice(at),
      () => text.slice(0, at),
      () => (mark === undefined ? text : text.slice(0, mark.index) + text.slice(behind)),
      () => (mark === undefined ? text : text.slice(0, behind) + mark[0] + text.slice(behind)),
      () => mutate(text, random),
    ])();
  }
  return text;
}

function whole(dialect: Dialect, calls: Parameters<typeof writeCalls>[1], isAnswer: boolean): string {
  return isFlat(dialect) && isAnswer ? answerIn(dialect, calls) : writeCalls(dialect, calls);
}

/** No throw; places in the text; safe fixes change no meaning; no rule crashes; what breaks off is not closed. */
export function checkDialect(text: string, dialect: Dialect): void {
  const read = readDialect(text, dialect, { tools });
  checkPlaces(text, read);
  checkSafe(text, read, dialect);
  const profile = neutralProfile(dialect.id);
  checkTree(parserOf(profile)(text));
  const facts = new Facts(sampleOf(text, undefined, JSON.stringify(tools), undefined), profile, parserOf(profile));
  const crashes: string[] = [];
  const { findings } = auditSample(facts, activeRules(rules, {}, profile), { log: (line) => void crashes.push(line) });
  demand(crashes.length === 0, crashes.join("\n"));
  const isCut = findings.some(({ rule }) => rule === "cut-off");
  const end = text.trimEnd().length;
  for (const finding of findings) {
    demand(isIn(finding.span, facts.sample.completion === finding.part ? text : finding.part.text), finding.rule);
    for (const { safe, edits, title } of finding.fixes?.() ?? []) {
      const isAtEnd = edits.some(({ span, text: written }) => span.end >= end && written.trim() !== "");
      demand(!(isCut && safe && isAtEnd), `${finding.rule}, "${title}" closes what breaks off`);
    }
  }
}

function checkPlaces(text: string, read: DialectReading): void {
  const ofCall = (call: Call): Span[] => [
    ...[call.place, call.outer, call.namePlace, call.argumentsPlace],
    ...call.arguments.flatMap(({ place, namePlace, valuePlace }) => [place, namePlace, valuePlace]),
  ];
  const places = [
    ...[...read.reasoningPlaces, ...read.contentPlaces, ...read.endTokens],
    ...[...read.calls, ...read.drafts].flatMap(ofCall),
    ...read.faults.flatMap(({ span, fix }) => [span, ...(fix?.edits ?? []).map((edit) => edit.span)]),
  ];
  for (const place of places) demand(isIn(place, text), `the place ${place.start}–${place.end} is outside the text`);
  read.calls.forEach((call, i) => {
    const before = read.calls[i - 1];
    demand(before === undefined || before.place.end <= call.place.start, "two calls overlap");
  });
}

function isIn({ start, end }: Span, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

function checkSafe(text: string, read: DialectReading, dialect: Dialect): void {
  const safe = read.faults.flatMap(({ rule, fix }) => (fix?.safe === true && rule !== "parameter-type" ? fix : []));
  if (safe.length === 0) return;
  const fixed = readDialect(applyEdits(text, safe.flatMap((fix) => fix.edits)), dialect, { tools }); // prettier-ignore
  demand(meaning(fixed) === meaning(read), `the safe fixes change what is read:\n${meaning(read)}\n${meaning(fixed)}`);
}

function meaning({ calls, content, reasoning }: DialectReading): string {
  const plain = calls.map((call) => [call.name, valuesOf(call)]);
  return JSON.stringify([plain, content, reasoning], (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}
