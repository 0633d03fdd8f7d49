import type { Match, Placement } from "../../python/regex/match";
import type { Pattern } from "../../python/regex/pattern";
import { isAbsent, none } from "../absent";
import type { StepKind } from "../builder";
import type { Context } from "../node";
import { partOf, rewritten, type Text } from "../scored";

/** The i-th match of a pattern: its group 1, if it has one. */
export const find: StepKind = {
  key: "find",
  means: "what a pattern finds",
  also: ["flags", "at", "take", "group", "atLeast", "skip"],
  build(json, path, builder) {
    const pattern = builder.pattern(json.find, `${path}.find`, json.flags);
    const all = json.take === "all";
    const take = all ? 0 : builder.number(json.take ?? 0, `${path}.take`);
    const atLeast = builder.number(json.atLeast ?? 1, `${path}.atLeast`);
    const skip = json.skip === undefined ? undefined : builder.list(json.skip, `${path}.skip`);
    const placement = builder.oneOf(json.at ?? "anywhere", ["anywhere", "start", "whole"] as const, `${path}.at`);
    if (pattern === undefined) return () => none;
    const group = builder.number(json.group ?? Math.min(1, pattern.groups), `${path}.group`);
    if (group > pattern.groups) builder.problem(`${path}.group`, `the pattern has ${pattern.groups} groups`);
    const choose = (text: Text, explains: boolean): readonly Text[] => {
      const taken = (match: Match): Text =>
        explains ? groupOf(text, match, group) : rewritten(text, match.textOf(group) ?? "");
      if (take === 0 && !all && atLeast <= 1 && skip === undefined) {
        const match = pattern.match(text.text, placement);
        return match === undefined ? [] : [taken(match)];
      }
      if (take === -1 && !all && atLeast <= 1 && skip === undefined && placement === "anywhere") {
        let last: Match | undefined;
        for (const match of pattern.matches(text.text)) last = match;
        return last === undefined ? [] : [taken(last)];
      }
      const matches = allMatches(pattern, text.text, placement);
      if (matches.length < atLeast) return [];
      if (all) return matches.map(taken);
      if (skip !== undefined) {
        const texts = matches.map(taken);
        const chosen = texts.findLast((each) => !skip.includes(each.text)) ?? texts[0];
        return chosen === undefined ? [] : [chosen];
      }
      const match = matches.at(take);
      return match === undefined ? [] : [taken(match)];
    };
    return (texts, context) => {
      const found =
        texts.length === 1
          ? choose(texts[0] as Text, context.explains)
          : texts.flatMap((text) => choose(text, context.explains));
      if (found.length > 0) return found;
      explain(pattern, texts, placement, context);
      return none;
    };
  },
};

function allMatches(pattern: Pattern, text: string, placement: Placement): readonly Match[] {
  if (placement === "anywhere") return [...pattern.matches(text)];
  const match = pattern.match(text, placement);
  return match === undefined ? [] : [match];
}

/** A group that is not set is an empty text at the match's start. */
function groupOf(text: Text, match: Match, group: number): Text {
  const span = match.groups[group] ?? { start: match.start, end: match.start };
  return partOf(text, span.start, span.end);
}

/** If the run is explained: how far the pattern got in each text. */
export function explain(pattern: Pattern, texts: readonly Text[], placement: Placement, context: Context): void {
  if (!context.explains || isAbsent(texts)) return;
  for (const text of texts) {
    const failure = pattern.failure(text.text, placement);
    if (failure !== undefined) context.fails({ ...failure, pattern: pattern.source, text });
  }
}
