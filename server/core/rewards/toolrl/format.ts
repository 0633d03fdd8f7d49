import type { Span } from "../../text/span";
import { find, findAll } from "../shape/find";

/** The order of blocks that the format reward requires. */
export interface Template {
  readonly id: "response" | "calls" | "calls-and-response" | "reasoning";
  /** Texts that must occur literally and in order, the first at the very start and the last at the very end. */
  readonly pieces: readonly string[];
  /** Tags that must occur exactly once. */
  readonly once: readonly string[];
}

const callTags = ["<tool_call>", "</tool_call>"];
const responseTags = ["<response>", "</response>"];

const templates = {
  response: {
    id: "response",
    pieces: ["<think>", "</think>\n<response>", "</response>"],
    once: responseTags,
  },
  calls: {
    id: "calls",
    pieces: ["<think>", "</think>\n<tool_call>\n", "\n</tool_call>"],
    once: callTags,
  },
  callsAndResponse: {
    id: "calls-and-response",
    pieces: ["<think>", "</think>\n<tool_call>\n", "\n</tool_call>\n<response>", "</response>"],
    once: [...callTags, ...responseTags],
  },
  reasoning: {
    id: "reasoning",
    pieces: ["<think>", "</think>"],
    once: [],
  },
} as const satisfies Record<string, Template>;

/**
 * The template that a ground truth requires, chosen by which of `<tool_call>` and `<response>` occur anywhere in it.
 */
export function templateFor(groundTruth: string): Template {
  const response = groundTruth.includes("<response>");
  if (groundTruth.includes("<tool_call>")) return response ? templates.callsAndResponse : templates.calls;
  return response ? templates.response : templates.reasoning;
}

/** A tag of the ground truth that helped to choose the template. */
export interface TemplateReason {
  readonly tag: "<tool_call>" | "<response>";
  /** In the ground truth: where the tag is used as a tag, or else where it is first mentioned. */
  readonly span: Span;
  /**
   * Whether it occurs only in the ground truth's reasoning (before its last `</think>`). Then it most likely is only
   * mentioned.
   */
  readonly onlyMentioned: boolean;
}

/** Why the ground truth requires its template. */
export function templateReasons(groundTruth: string): TemplateReason[] {
  const reasoningEnd = groundTruth.lastIndexOf("</think>");
  const reasons: TemplateReason[] = [];
  for (const tag of ["<tool_call>", "<response>"] as const) {
    const places = findAll(groundTruth, tag, { start: 0, end: groundTruth.length });
    const meant = places.find((place) => place.start > reasoningEnd);
    const span = meant ?? places[0];
    if (span !== undefined) reasons.push({ tag, span, onlyMentioned: meant === undefined });
  }
  return reasons;
}

/**
 * Whether the text in `range` follows the template. Gives the same answer as the official regular expression and
 * counts, in linear time: with literals between gaps, taking each at its first place never misses a match.
 */
export function followsTemplate(text: string, range: Span, template: Template): boolean {
  const { pieces, once } = template;
  const first = pieces[0] ?? "";
  const last = pieces.at(-1) ?? "";
  const end = range.end - last.length;
  let at = range.start + first.length;
  if (at > end || !text.startsWith(first, range.start) || !text.startsWith(last, end)) return false;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? "";
    const place = find(text, piece, { start: at, end });
    if (place === -1) return false;
    at = place + piece.length;
  }
  for (const tag of once) {
    if (!occursOnce(text, range, tag)) return false;
  }
  return true;
}

function occursOnce(text: string, range: Span, tag: string): boolean {
  const first = find(text, tag, range);
  return first !== -1 && find(text, tag, { start: first + tag.length, end: range.end }) === -1;
}
