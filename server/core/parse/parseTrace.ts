import type { Profile } from "../model/profile";
import type { Trace } from "../model/trace";
import { Nesting } from "./nest";
import { readRun } from "./run";
import { Speller } from "./spelling";
import { readTokens } from "./tokens";

/** Reads traces of one profile. Any text gives a tree, in time linear in the text. */
export type TraceParser = (text: string) => Trace;

/**
 * Builds the parser of a profile; its tables are made once.
 *
 * The last two trees are kept: the rollouts of one prompt share their ground truth, and mostly stand together.
 */
export function createTraceParser(profile: Profile): TraceParser {
  const speller = new Speller(profile);
  const parse = (text: string): Trace => {
    const { tags, truncated } = readRun(text);
    const trace = new Nesting(text, profile, readTokens(text, tags, speller)).read();
    return truncated ? { ...trace, truncated } : trace;
  };
  let [last, before]: (Trace | undefined)[] = [];
  return (text) => {
    if (last?.text === text) return last;
    const known = before?.text === text ? before : undefined;
    before = last;
    return (last = known ?? parse(text));
  };
}
