import type { DialectReading } from "../dialects/read";
import type { Profile } from "../model/profile";
import type { Part, Sample } from "../model/sample";
import type { BlockNode, Trace } from "../model/trace";
import type { Span } from "../text/span";

/** A trace that breaks off before its end. */
export interface CutOff {
  /** The opener of the open block, or the call that breaks off, otherwise the trace's last character. */
  readonly span: Span;
  /** Does the record say so, and not only the text? */
  readonly isSaid: boolean;
  /** The block that is open at the end; undefined if none is. */
  readonly block: BlockNode | undefined;
}

/**
 * Is a trace cut off? The record can say so; the text shows it if it ends within a call, or in the middle of a sentence
 * of unclosed reasoning.
 */
export function cutOffOf(
  part: Part,
  trace: Trace,
  reading: DialectReading | undefined,
  { attributes, completion }: Sample,
  profile: Profile,
): CutOff | undefined {
  const isSaid =
    part === completion &&
    (attributes.truncated === true || attributes.growing === true || isLimit(attributes.finishReason));
  const broken = reading?.faults.find(({ rule }) => rule === "cut-off");
  if (broken !== undefined) return { span: broken.span, isSaid, block: undefined };
  const block = openAtEnd(trace);
  const breaksOff =
    block !== undefined &&
    profile.tags[block.name]?.role === "reasoning" &&
    midSentence.test(part.text.slice(-longestSentenceEnd));
  if (block?.open !== undefined && (isSaid || breaksOff)) return { span: block.open.span, isSaid, block };
  if (!isSaid) return undefined;
  const end = part.text.trimEnd().length;
  return { span: { start: Math.max(0, end - 1), end }, isSaid, block: undefined };
}

/** The number of characters at the end that are examined for the last words. */
const longestSentenceEnd = 400;

/**
 * A sentence that goes on, after several words. The pattern starts over at each character, but the text it reads is
 * short.
 */
// eslint-disable-next-line regexp/no-super-linear-move
const midSentence = /(?:\S+\s+){4}\S*[\p{L}\p{N},]\s*$/u;

function isLimit(reason: string | undefined): boolean {
  return reason !== undefined && /^(?:length|max_?(?:output_?|completion_?)?tokens|model_length)$/i.test(reason);
}

/** The innermost block that is open to the trace's end. */
function openAtEnd({ children }: Trace): BlockNode | undefined {
  let found: BlockNode | undefined;
  for (let last = children.at(-1); last?.kind === "block"; last = last.children.at(-1)) {
    if (last.close !== undefined) break;
    if (last.open !== undefined) found = last;
  }
  return found;
}
