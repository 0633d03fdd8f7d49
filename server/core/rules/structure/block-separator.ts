import type { Span } from "../../text/span";
import { tagText } from "../../model/trace";
import { traceRule } from "../rule";

export const blockSeparator = traceRule<Span>({
  id: "block-separator",
  summary: "Anything other than exactly one newline between two blocks.",
  severity: "information",
  impliedBy: ["format-spacing", "repeated-tag"],
  severities: "error where the profile's format needs it, else information",
  check({ facts, trace, profile, report }) {
    const { text: wanted, required } = profile.separator;
    const severity = required ? "error" : "information";
    const blocks = trace.children.filter((node) => node.kind === "block");
    for (let i = 1; i < blocks.length; i++) {
      const before = blocks[i - 1];
      const after = blocks[i];
      // Behind a block that is never closed, the fault is another.
      if (before?.close === undefined || after === undefined) continue;
      const between = trace.text.slice(before.span.end, after.span.start);
      if (between === wanted || between.trim() !== "") continue;
      // If the profile does not require the separator, an empty line between blocks is a matter of taste.
      if (!required && between.includes("\n") && !/[^\n]/.test(between)) continue;
      const cost = required && facts.paysFor("format") ? ": the format reward is lost" : "";
      const space = { start: before.span.end, end: after.span.start };
      const found = {
        // Marks the excess white space; if there is none at all, the tag that needs it before itself.
        span: between === "" ? (after.open?.span ?? after.span) : space,
        severity,
        message: `Between ${tagText("closer", before.name)} and ${tagText("opener", after.name)} ${required ? "there has to be exactly one newline, and" : "one newline is usual, and"} there ${describe(between)}${cost}. Put ${tagText("opener", after.name)} at the start of the next line.`,
      } as const;
      report(found, space);
    }
  },
  fixes({ part, state: space }, { profile }) {
    const separator = profile.separator.text;
    const title =
      separator === "\n" ? "Put one newline between the blocks" : "Put the blocks apart as the profile asks";
    return [{ title, safe: true, edits: [{ part, span: space, text: separator }] }];
  },
});

/** White space in words. */
function describe(space: string): string {
  if (space === "") return "is nothing";
  const lines = space.split("\n").length - 1;
  const extra: string[] = [];
  if (space.includes("\r")) extra.push("a carriage return");
  if (/[^\S\r\n]/.test(space)) extra.push("spaces");
  if (lines === 0) return extra.length > 0 ? `is no newline but ${extra.join(" and ")}` : "is no newline";
  const newlines = lines === 1 ? "is one newline" : `are ${lines} newlines`;
  return extra.length > 0 ? `${newlines} with ${extra.join(" and ")}` : newlines;
}
