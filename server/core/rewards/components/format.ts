import type { Location } from "../../model/finding";
import { tagText, walk, type TraceNode } from "../../model/trace";
import { isWhitespace } from "../../python/whitespace";
import type { RewardSource } from "../shape/reward";
import type { Component } from "../shape/component";

interface Fault {
  readonly location: Location;
  readonly what: string;
}

/** The most faults that are listed. A single one loses the reward. */
const faultsListed = 10;

/**
 * 1 if the trace follows the profile's order, else 0: every block closed, spelled right, in its place and as often as
 * the profile says, and separators and text outside of blocks as the profile's format requires.
 */
export const format: Component = {
  name: "format",
  listing: {
    values: "0 or 1",
    summary:
      "the profile's own order: all blocks closed, spelled right and in place; separators and text outside as the profile's format needs them",
  },
  needs: "nothing",
  pays: ["format"],
  options: {},
  asks: [],
  rereads: [],
  earn(source) {
    const faults = faultsOf(source);
    return [
      {
        id: "format",
        title: "Format",
        value: faults.length === 0 ? 1 : 0,
        min: 0,
        max: 1,
        spans: faults.slice(0, faultsListed).map(({ location }) => location),
        detail:
          faults.length === 0
            ? [`The blocks follow the order of ${source.profile.title}.`]
            : faults.slice(0, faultsListed).map(({ what }) => what),
      },
    ];
  },
};

function faultsOf(source: RewardSource): Fault[] {
  const { sample, profile } = source;
  const part = sample.completion;
  const trace = source.traceOf(part);
  const order = source.layout(part);
  const faults: Fault[] = [];
  const fault = (span: Location["span"], what: string): void => void faults.push({ location: { part, span }, what });

  for (const { tags, near } of order.missing) {
    fault(near, `${tags.map((tag) => tagText("opener", tag)).join(" or ")} is missing.`);
  }
  for (const { block } of order.repeated)
    fault(block.span, `${tagText("opener", block.name)} stands here once too often.`);
  for (const { block } of order.misplaced) fault(block.span, `${tagText("opener", block.name)} is out of order.`);
  walk(trace.children, (node, parent) => {
    const what = wrongWith(node, parent?.name, source);
    if (what !== undefined) fault(node.span, what);
  });
  if (profile.separator.required) {
    for (const [i, block] of order.blocks.entries()) {
      const next = order.blocks[i + 1];
      if (next === undefined) continue;
      const between = { start: block.span.end, end: next.span.start };
      if (trace.text.slice(between.start, between.end) !== profile.separator.text) {
        fault(
          between,
          `Between ${tagText("closer", block.name)} and ${tagText("opener", next.name)} the format requires ${JSON.stringify(profile.separator.text)} and nothing else.`,
        );
      }
    }
  }
  return faults;
}

function wrongWith(node: TraceNode, parent: string | undefined, { profile, sample }: RewardSource): string | undefined {
  if (node.kind === "stray") return `${tagText("closer", node.tag.name)} has no opener.`;
  if (node.kind === "text") {
    if (parent !== undefined || profile.textOutside !== "error") return undefined;
    return isBlank(sample.completion.text, node.span) ? undefined : "Text stands outside all tags.";
  }
  const definition = profile.tags[node.name];
  if (definition === undefined) return undefined;
  if (node.open === undefined && !definition.openerOptional) return `${tagText("closer", node.name)} has no opener.`;
  if (node.close === undefined) return `${tagText("opener", node.name)} is never closed.`;
  const misspelled = node.open?.misspelled ?? node.close.misspelled;
  if (misspelled !== undefined) return `${misspelled} is not how ${tagText("opener", node.name)} is written.`;
  if (parent === undefined) return undefined;
  const mayStand = profile.tags[parent]?.children.includes(node.name) ?? true;
  return mayStand ? undefined : `${tagText("opener", node.name)} stands inside ${tagText("opener", parent)}.`;
}

function isBlank(text: string, { start, end }: Location["span"]): boolean {
  for (let at = start; at < end; at++) {
    if (!isWhitespace(text.charCodeAt(at))) return false;
  }
  return true;
}
