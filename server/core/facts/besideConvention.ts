import { dialectOf } from "../dialects/data";
import { readDialect, type DialectReading } from "../dialects/read";
import { fault, type Fault } from "../dialects/reading";
import { recogniseDialect } from "../dialects/recognise";
import { plainCall, writeCalls } from "../dialects/write";
import type { DialectTool } from "../dialects/dialect";
import type { SampleCallBlock } from "../dialects/sampleCalls";
import type { Profile } from "../model/profile";
import type { Part } from "../model/sample";
import { textOf, type Span } from "../text/span";

/** What is asked of a sample's facts here. */
interface BesideFacts {
  readonly profile: Profile;
  readonly dialectTools: readonly DialectTool[];
  callBlocks(part: Part): readonly SampleCallBlock[];
  meant(part: Part): DialectReading | undefined;
}

/**
 * Calls that a profile's own reader of blocks does not see as such: written in another dialect, or, where any text may stand
 * around the blocks, as JSON outside of them. The profile's dialect knows what they are meant for.
 */
export function besideConvention(part: Part, facts: BesideFacts): readonly Fault[] {
  const { profile } = facts;
  if (profile.calls === null) return [];
  const blocks = facts.callBlocks(part);
  const isBroken = blocks.some(({ pieces }) => pieces.some(({ form }) => form === "broken"));
  const mayBeMixed = isBroken && twoMarks.test(part.text);
  const isFree = profile.textOutside === "allowed";
  const mayBeBare = isFree && /["']name["']\s*:/.test(part.text);
  const faults = mayBeMixed || mayBeBare ? (facts.meant(part)?.faults ?? []) : [];
  const isOutside = ({ span }: Fault): boolean =>
    blocks.every(({ block }) => span.end <= block.span.start || block.span.end <= span.start);
  const found = faults.filter(
    (fault) =>
      (fault.rule === "dialect-mixed" && mayBeMixed && innerMark.test(textOf(part.text, fault.span))) ||
      (fault.rule === "missing-tag" && mayBeBare && isOutside(fault)),
  );
  return isFree && blocks.length === 0 && found.length === 0 ? inOtherMarks(part, facts) : found;
}

/** A mark, then another one or a name and another one. Of few texts is it worth to ask what else they may be. */
const twoMarks = /<(?!\/)[^<>]*>\s*(?:[\w.:-]+\s*)?<(?!\/)/;
/** A mark between the block's own tags: without one, the block may hold no more than words. */
const innerMark = new RegExp(`^${twoMarks.source}`);

/** How the marks of calls begin that a text may hold although its profile's own are others. */
const otherMark = /<function[= ]|<invoke |\[TOOL_CALLS\]|<\|tool|<｜|<[\w-]+:tool_call>/;

/** The calls of a listed tool in a text that has none in its profile's dialect. */
function inOtherMarks(part: Part, facts: BesideFacts): readonly Fault[] {
  const tools = facts.dialectTools;
  if (tools.length === 0 || !otherMark.test(part.text)) return [];
  const other = recogniseDialect([{ text: part.text }], { isBare: false })?.dialect;
  const own = dialectOf(facts.profile.dialect ?? "");
  if (other === undefined || own === undefined || other === own) return [];
  const { blocks } = readDialect(part.text, other, { tools });
  const message = `this call is written as ${other.title} writes it, where ${own.title} is due`;
  return blocks.flatMap(({ span, calls }) => {
    const isListed = calls.length > 0 && calls.every(({ name }) => tools.some((tool) => tool.name === name));
    if (!isListed || calls.some(({ complete }) => !complete)) return [];
    const edits = [{ span, text: writeCalls(own, calls.map(plainCall)) }];
    return [fault("dialect-mixed", span, message, { title: `Write it as ${own.title}`, safe: false, edits })];
  });
}

/** Does that stand in a call of another dialect, which is one fault? */
export function isInOtherDialect(
  { start, end }: Span,
  part: Part,
  facts: { besideConvention(part: Part): readonly Fault[] },
): boolean {
  return facts
    .besideConvention(part)
    .some(({ rule, span }) => rule === "dialect-mixed" && start < span.end && span.start < end);
}
