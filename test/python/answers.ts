import { pythonPattern, splitBy, substitute, type Engine, type Pattern } from "../../server/core/python/regex/pattern";
import type { Match } from "../../server/core/python/regex/match";
import type { PatternCase } from "./generator";

/** What a pattern answers, as JSON can hold it: places count in code points, as Python's do. */
export type Answer = unknown;

/** Our answer; "refused" where the pattern is not taken. */
export function ourAnswer({ pattern: source, flags, text, ask }: PatternCase, engine: Engine): Answer {
  const read = pythonPattern(source, flags);
  if (!read.ok) return "refused";
  const { pattern } = read;
  if (engine === "host" && !pattern.hasHost) return "refused";
  switch (ask) {
    case "search":
      return groupsOf(pattern.match(text, "anywhere", engine), text);
    case "match":
      return groupsOf(pattern.match(text, "start", engine), text);
    case "fullmatch":
      return groupsOf(pattern.match(text, "whole", engine), text);
    case "finditer":
      return counted([...pattern.matches(text, engine)], pattern.count(text, engine)).map((match) =>
        groupsOf(match, text),
      );
    case "sub":
      return substitute(on(pattern, engine), ["<", 0, ">"], text);
    case "split":
      return splitBy(on(pattern, engine), text).map((part) => part ?? null);
  }
}

/** The pattern with an engine chosen for all that is asked of it. */
function on(pattern: Pattern, engine: Engine): Pattern {
  return {
    source: pattern.source,
    flags: pattern.flags,
    groups: pattern.groups,
    names: pattern.names,
    hasHost: pattern.hasHost,
    literals: pattern.literals,
    match: (text, placement) => pattern.match(text, placement, engine),
    matches: (text) => pattern.matches(text, engine),
    count: (text) => pattern.count(text, engine),
    failure: (text, placement) => pattern.failure(text, placement),
  };
}

function counted(matches: readonly Match[], count: number): readonly Match[] {
  if (matches.length !== count) throw new Error(`${matches.length} matches, and ${count} counted`);
  return matches;
}

function groupsOf(match: Match | undefined, text: string): Answer {
  if (match === undefined) return null;
  const place = (offset: number): number => [...text.slice(0, offset)].length;
  return match.groups.map((span, group) => {
    const written = span && text.slice(span.start, span.end);
    if (match.textOf(group) !== written) throw new Error(`group ${group} is not ${JSON.stringify(written)}`);
    return span === undefined ? null : [place(span.start), place(span.end)];
  });
}
