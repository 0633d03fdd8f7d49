import { dialectOf } from "../dialects/data";
import { endTokensOf } from "../dialects/endTokens";
import { readDialect, type DialectReading } from "../dialects/read";
import type { Fault } from "../dialects/reading";
import { endsAtLimit, endsByItself } from "../model/finishReason";
import type { TagRole } from "../model/role";
import type { DialectTool } from "../dialects/dialect";
import type { SampleCallBlock } from "../dialects/sampleCalls";
import type { Profile } from "../model/profile";
import type { Part, Sample, SampleAttributes } from "../model/sample";
import { lastWritten, tagText, type BlockNode, type Tag, type Trace } from "../model/trace";
import { lastCharacter, textOf, type Span } from "../text/span";
import { cutArguments } from "./cutArguments";
import { foreignCloser } from "./foreignCloser";
import { halfMark } from "./halfMark";
import { box, openBox } from "./openBox";
import { openedByPrompt } from "./openedByPrompt";
import { reversedPair } from "./reversedPair";

/** A trace that breaks off before its end. */
export interface CutOff {
  /** Where the spans are if not in the trace's own text: the arguments given as data, or the reasoning in a field of its own, that break off. */
  readonly part?: Part;
  /** The opener of the open block, or the call that breaks off, otherwise the trace's last character. */
  readonly span: Span;
  /** Does the record say so, and not only the text? */
  readonly isSaid: boolean;
  /** What it breaks off inside of: `<answer>`, the reasoning; undefined if nothing shows that. */
  readonly inside: string | undefined;
  /** What is not whole because of it: whatever is said of these places may only be so because the text breaks off. */
  readonly broken: readonly Span[];
}

/** What is asked of a sample's facts here. */
interface ReadFacts {
  readonly sample: Sample;
  readonly profile: Profile;
  readonly dialectTools: readonly DialectTool[];
  traceOf(part: Part): Trace;
  reading(part: Part): DialectReading | undefined;
  callBlocks(part: Part): readonly SampleCallBlock[];
  faults(part: Part): readonly Fault[];
}

type Breaking = Omit<CutOff, "isSaid">;

/** Does a record say that its trace was cut off at a limit of length? */
function isSaidCutOff({ truncated, finishReason }: SampleAttributes): boolean {
  return truncated === true || endsAtLimit(finishReason);
}

/** Whether a sample's trace is cut off. Everything that counts, filters and shows such traces asks this. */
export function isCutOff(
  { attributes, completion }: Sample,
  facts: { cutOff(part: Part): CutOff | undefined } | undefined,
): boolean {
  return facts === undefined ? isSaidCutOff(attributes) : facts.cutOff(completion) !== undefined;
}

/**
 * Is a trace cut off? The record can say so; the text shows it if it ends inside a block or a call, unless the record
 * says that the model ended by itself. A call whose content is complete is no such block: only its closer was forgotten.
 */
export function cutOffOf(part: Part, facts: ReadFacts): CutOff | undefined {
  const { completion, attributes } = facts.sample;
  const isOwn = part === completion;
  const isSaid = isOwn && (isSaidCutOff(attributes) || attributes.growing === true);
  if (!isSaid && ((isOwn && endsByItself(attributes.finishReason)) || endTokensOf(part.text) !== undefined)) {
    return undefined;
  }
  const given = isOwn ? cutArguments(facts.sample, isSaid) : undefined;
  if (given !== undefined) {
    // They break off as a whole.
    const broken = [{ start: 0, end: given.text.length }];
    return { part: given, span: lastCharacter(given.text), inside: "the arguments of a call", broken, isSaid };
  }
  const thought = isSaid ? lastThought(facts.sample) : undefined;
  if (thought !== undefined) {
    const span = lastCharacter(thought.text);
    return { part: thought, span, inside: "the reasoning", broken: [span], isSaid };
  }
  const found = breakingOff(part, facts, isSaid) ?? (isSaid ? atEnd(part.text, facts.traceOf(part)) : undefined);
  if (found === undefined) return undefined;
  return { ...found, isSaid, broken: isSaid ? [...found.broken, ...endedByFix(part, facts)] : found.broken };
}

/** The reasoning in a field of its own behind which nothing stands. */
function lastThought({ completion, calls, earlier }: Sample): Part | undefined {
  const last = earlier?.at(-1);
  return completion.text.trim() === "" && calls.length === 0 && last?.isReasoning === true ? last.part : undefined;
}

/** The faults whose fix would end what is open where a text ends that was to go on, as its record says. */
function endedByFix(part: Part, facts: ReadFacts): Span[] {
  const end = part.text.trimEnd().length;
  const isEnding = ({ rule, fix }: Fault): boolean =>
    rule !== "end-token" && fix?.edits.some(({ span, text }) => span.start >= end && text !== "") === true;
  return facts
    .faults(part)
    .filter(isEnding)
    .map(({ span }) => span);
}

function breakingOff(part: Part, facts: ReadFacts, isSaid: boolean): Breaking | undefined {
  const { text } = part;
  const { profile } = facts;
  const trace = facts.traceOf(part);
  const reading = facts.reading(part);
  const half = halfMark(text, profile, reading?.dialect ?? profile.dialect ?? undefined);
  const end = lastCharacter(text);
  const call = reading?.faults.find(({ rule }) => rule === "cut-off");
  if (reading !== undefined && call !== undefined) {
    return { ...insideCall(text, call.span, reading), span: call.span };
  }
  const blocks = openBlocks(trace, half);
  const last = blocks.at(-1);
  if (last !== undefined && !isForgotten(last, half, part, facts, isSaid)) {
    const openers = blocks.map(({ open }) => open.span);
    const inside = tagText("opener", last.name);
    return {
      span: last.open.span,
      inside,
      broken: [...openers, ...unclosedBefore(blocks[0], trace), ...within(last, part, facts), end],
    };
  }
  if (reading?.open !== undefined) {
    const inside = textOf(text, reading.open).trim();
    return { span: reading.open, inside: inside === "" ? undefined : inside, broken: [reading.open, end] };
  }
  if (half !== undefined) return beforeHalf(text, half, reading, facts);
  const answer = openBox(text);
  if (answer !== undefined) return { span: answer, inside: `${box}…}`, broken: [answer] };
  const opener = openedByPrompt(part, facts);
  return opener === undefined ? undefined : { span: end, inside: opener, broken: [end] };
}

/** The call in which a text breaks off that ends in the beginning of a mark; the mark itself if there is none. */
function beforeHalf(text: string, half: Span, reading: DialectReading | undefined, facts: ReadFacts): Breaking {
  const dialect = dialectOf(reading?.dialect ?? "");
  const atHalf = { span: half, inside: undefined, broken: [half] };
  if (dialect === undefined) return atHalf;
  const before = readDialect(text.slice(0, half.start), dialect, { tools: facts.dialectTools });
  const call = before.faults.find(({ rule }) => rule === "cut-off");
  const found = call === undefined ? atHalf : insideCall(text, call.span, before);
  // What only lacks its closer, which begins here.
  const end = text.slice(0, half.start).trimEnd().length;
  const unclosed = [...before.faults, ...(reading?.faults ?? [])].filter(({ fix }) =>
    fix?.edits.some(({ span }) => span.end >= end),
  );
  return { ...found, broken: [...found.broken, ...unclosed.map(({ span }) => span)] };
}

function insideCall(text: string, { start }: Span, { calls }: DialectReading): Breaking {
  const last = calls.at(-1);
  const from = last?.complete === false ? Math.min(start, last.outer.start) : start;
  const inside = /^<[^<>\s]+>/.exec(text.slice(start, start + 80))?.[0];
  return { span: { start, end: text.length }, inside, broken: [{ start: from, end: text.length }] };
}

type OpenBlock = BlockNode & { readonly open: Tag };

/** The blocks that are open where the text ends, the outermost first. The closer that breaks off closes nothing. */
function openBlocks({ text, children }: Trace, half: Span | undefined): OpenBlock[] {
  const found: OpenBlock[] = [];
  for (let nodes = children; ;) {
    const last = lastWritten(nodes, text);
    if (last?.kind !== "block") break;
    const isClosed = last.close !== undefined && !(half !== undefined && last.close.span.end > half.start);
    if (isClosed || last.open === undefined) break;
    found.push({ ...last, open: last.open });
    nodes = last.children;
  }
  return found;
}

/**
 * Is an open block whole, so that its closer was forgotten or stands elsewhere?
 *
 * @param isSaid does the record say that the text was to go on? Then the closer may have been to come.
 */
function isForgotten(block: OpenBlock, half: Span | undefined, part: Part, facts: ReadFacts, isSaid: boolean): boolean {
  if (half !== undefined) return false;
  if (foreignCloser(part.text, block) !== undefined) return true;
  if (reversedPair(facts.traceOf(part), facts.profile)?.block.span.start === block.span.start) return true;
  if (isSaid) return false;
  const pieces = piecesOf(block, part, facts);
  return pieces.length > 0 && pieces.every(({ form }) => form !== "broken");
}

/** The roles of blocks that say something only as a whole. In others each sentence stands for itself. */
const judgedAsWhole: ReadonlySet<TagRole> = new Set([
  "verdict",
  "rubric",
  "task-type",
  "quote-of-A",
  "quote-of-B",
  "summary-of-A",
  "summary-of-B",
]);

/** What cannot be judged in a block that breaks off. Of a block of calls it is the last one; those before it are whole. */
function within(block: OpenBlock, part: Part, facts: ReadFacts): Span[] {
  const role = facts.profile.tags[block.name]?.role ?? undefined;
  if (role !== undefined && judgedAsWhole.has(role)) return [{ start: block.span.start, end: part.text.length }];
  const last = piecesOf(block, part, facts).at(-1);
  return last?.form === "broken" ? [{ start: last.span.start, end: part.text.length }] : [];
}

function piecesOf({ span }: OpenBlock, part: Part, facts: ReadFacts): SampleCallBlock["pieces"] {
  return facts.callBlocks(part).find(({ block }) => block.span.start === span.start)?.pieces ?? [];
}

/** The opener of a block that only ends because the open one begins: its closer may have been to come. */
function unclosedBefore(first: OpenBlock | undefined, { text, children }: Trace): Span[] {
  const before = children.findLast(({ kind, span }) => kind === "block" && span.end <= (first?.span.start ?? 0));
  if (first === undefined || before?.kind !== "block" || before.close !== undefined) return [];
  if (before.open === undefined || text.slice(before.span.end, first.span.start).trim() !== "") return [];
  return [before.open.span, { start: before.span.end, end: first.span.start }];
}

/** Where a text ends that shows no more of the cut. */
function atEnd(text: string, { children }: Trace): Breaking {
  const span = lastCharacter(text);
  const last = lastWritten(children, text);
  return { span, inside: undefined, broken: last?.kind === "text" ? [span] : [] };
}
