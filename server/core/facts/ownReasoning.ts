import { dialectOf } from "../dialects/data";
import { endTokensOf } from "../dialects/endTokens";
import { tagsOf } from "../model/role";
import type { Part } from "../model/sample";
import { blocksNamed } from "../model/trace";
import { lastCharacter, type Span } from "../text/span";
import type { Facts } from "./facts";

/** What a model thought, without the marks around it. */
export interface Reasoning {
  /** The trace, or a field of its own. */
  readonly part: Part;
  readonly span: Span;
}

/** What the model thought in a sample's own turn: in fields of their own, then in its text. */
export function ownReasoning(facts: Facts): readonly Reasoning[] {
  const { completion, earlier = [] } = facts.sample;
  const inFields = earlier.flatMap(({ part, isReasoning }) =>
    isReasoning ? [{ part, span: { start: 0, end: part.text.length } }] : [],
  );
  return [...inFields, ...reasoningIn(facts, completion).map((span) => ({ part: completion, span }))];
}

/** The places of reasoning in a trace's text, without its marks. */
export function reasoningIn(facts: Facts, part: Part): readonly Span[] {
  const blocks = blocksNamed(facts.traceOf(part), tagsOf(facts.profile, "reasoning")).map(({ content }) => content);
  return [...blocks, ...(facts.reading(part)?.reasoningPlaces ?? [])];
}

/**
 * The end of a turn that holds reasoning and nothing else: no word for the user, no call. Undefined if it holds more, if
 * it breaks off, or if more of it may follow.
 */
export function endOfMereReasoning(facts: Facts): Reasoning | undefined {
  const { sample } = facts;
  const { completion, calls, attributes, following, earlier = [] } = sample;
  if (calls.length > 0 || attributes.growing === true || sample.unanswered === true) return undefined;
  if (following?.continues === true && following.turns.length === 0) return undefined;
  if (earlier.some(({ isReasoning }) => !isReasoning)) return undefined;
  const end = mereReasoning(facts);
  return end === undefined || facts.cutOff(completion) !== undefined ? undefined : end;
}

/** The end of a text that holds reasoning and nothing else. */
function mereReasoning(facts: Facts): Reasoning | undefined {
  const { sample, profile } = facts;
  const { completion, earlier = [] } = sample;
  const { text } = completion;
  const thought = earlier.at(-1)?.part;
  if (text.trim() === "") return thought && { part: thought, span: lastCharacter(thought.text) };
  const written = endTokensOf(text)?.start ?? text.length;
  const [block, ...more] = facts.traceOf(completion).children.filter(({ kind, span: { start, end } }) => {
    return kind !== "text" || text.slice(start, Math.min(end, written)).trim() !== "";
  });
  if (more.length === 0 && block?.kind === "block" && tagsOf(profile, "reasoning").includes(block.name)) {
    const isPlain = block.close !== undefined && block.children.every(({ kind }) => kind !== "block");
    return isPlain ? { part: completion, span: block.close.span } : undefined;
  }
  const reading = facts.reading(completion);
  const [place, ...others] = reading?.reasoningPlaces ?? [];
  if (reading === undefined || place === undefined || others.length > 0) return undefined;
  if ((reading.content ?? "").trim() !== "" || reading.calls.length > 0 || reading.drafts.length > 0) return undefined;
  const close = dialectOf(reading.dialect)?.reasoning?.close?.trim() ?? "";
  const end = text.slice(0, written).trimEnd().length - close.length;
  const isClosed = close !== "" && text.slice(end).startsWith(close) && end >= place.end;
  return isClosed ? { part: completion, span: { start: end, end: end + close.length } } : undefined;
}
