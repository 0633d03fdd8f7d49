import type { Profile } from "../model/profile";
import type { Trace } from "../model/trace";
import { Nesting } from "./nest";
import { readRun } from "./run";
import { Speller } from "./spelling";
import { readTokens } from "./tokens";

/** Reads traces of one profile. Any text gives a tree, in time linear in the text. */
export type TraceParser = (text: string) => Trace;

/** Builds the parser of a profile; its tables are made once. */
export function createTraceParser(profile: Profile): TraceParser {
  const speller = new Speller(profile);
  return (text) => {
    const { tags, truncated } = readRun(text);
    const trace = new Nesting(text, profile, readTokens(text, tags, speller)).read();
    return truncated ? { ...trace, truncated } : trace;
  };
}
