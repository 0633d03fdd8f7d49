import { tagsOf, type TagRole } from "../model/role";
import type { Part } from "../model/sample";
import { blocksNamed } from "../model/trace";
import { KnownCode } from "../parse/knownCode";
import type { Span } from "../text/span";
import type { Facts } from "./facts";
import { isGivenAsData } from "./givenAsData";

/** Blocks whose text is data, or words of the environment. */
const notProse: readonly TagRole[] = ["call", "result"];
/** Words of a judged response. A quote that is never closed goes over into the judge's own. */
const quotes: readonly TagRole[] = ["quote-of-A", "quote-of-B"];

/**
 * The stretches of a trace in which the model says something in words of its own, in order: not its calls, not what its
 * environment or a judged response said.
 */
export function proseOf(facts: Facts, part: Part): Span[] {
  const { sample, profile } = facts;
  if (part === sample.completion && isGivenAsData(sample)) return [];
  const trace = facts.traceOf(part);
  const reading = facts.reading(part);
  const others: Span[] = [];
  for (const role of notProse) for (const { span } of blocksNamed(trace, tagsOf(profile, role))) others.push(span);
  for (const role of quotes) {
    for (const { span, close } of blocksNamed(trace, tagsOf(profile, role))) if (close !== undefined) others.push(span);
  }
  if (reading !== undefined) {
    for (const { span } of reading.blocks) others.push(span);
    for (const { outer } of reading.drafts) others.push(outer);
    for (const turn of reading.turns) if (turn.role === "environment") others.push(turn);
  }
  return without(part.text.length, others);
}

function without(length: number, spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start > from) left.push({ start: from, end: start });
    from = Math.max(from, end);
  }
  if (from < length) left.push({ start: from, end: length });
  return left;
}

/**
 * Decides whether text is code rather than prose: fenced or back-ticked. A fenced block of JSON holds what the model says
 * in its strings. Queries must be in text order.
 */
export class CodeInProse {
  private readonly code: KnownCode;
  private json: readonly Span[] | undefined;
  private next = 0;

  constructor(private readonly text: string) {
    this.code = new KnownCode(text);
  }

  has({ start, end }: Span): boolean {
    const blocks = (this.json ??= jsonBlocks(this.text));
    while ((blocks[this.next]?.end ?? Infinity) <= start) this.next++;
    const block = blocks[this.next];
    if (block !== undefined && block.start <= start) return false;
    return this.code.endOfSpan(start, end, 0) !== undefined;
  }
}

function jsonBlocks(text: string): Span[] {
  const found: Span[] = [];
  let open: { readonly start: number; readonly isJson: boolean } | undefined;
  for (const { index, 1: info } of text.matchAll(/^ {0,3}```(?:[ \t]?(json)\b)?/gim)) {
    if (open === undefined) open = { start: index, isJson: info !== undefined };
    else {
      if (open.isJson) found.push({ start: open.start, end: index });
      open = undefined;
    }
  }
  if (open?.isJson === true) found.push({ start: open.start, end: text.length });
  return found;
}
