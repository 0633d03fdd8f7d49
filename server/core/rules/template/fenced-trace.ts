import { wholeFence } from "../../facts/decoding";
import { blocksNamed } from "../../model/trace";
import type { Span } from "../../text/span";
import { traceRule } from "../rule";

interface Fence {
  readonly open: Span;
  readonly close: Span;
}

/** A code fence around the whole trace, or around its answer. */
export const fencedTrace = traceRule<Fence>({
  id: "fenced-trace",
  summary: "A trace, or its answer, in a code block.",
  severity: "warning",
  check({ part, profile, facts, report }) {
    const { text } = part;
    if (!text.includes("```") && !text.includes("~~~")) return;
    const fence = wholeFence(text);
    const inside = fence && text.slice(fence.open.end, fence.close.start);
    const names = Object.keys(profile.tags);
    if (fence !== undefined && inside !== undefined && names.some((name) => inside.includes(`</${name}>`))) {
      const message =
        "The whole trace stands in a code fence. Patterns that begin at the text's start fail on it, and others read its tags all the same. Take the fence away.";
      report(
        { span: { start: fence.open.start, end: fence.open.start + fenceLength(text, fence.open) }, message },
        fence,
      );
      return;
    }
    const answers = names.filter((name) => profile.tags[name]?.role === "answer");
    if (answers.length === 0 || blocksNamed(facts.traceOf(part), answers).length > 0) return;
    for (const name of answers) {
      const found = new RegExp(
        `(?<=^|\\n)[ \\t]*\`\`\`\\w*[ \\t]*\\n\\s*<${name}>[^]{0,10000}?</${name}>\\s*\\n[ \\t]*\`\`\`[ \\t]*(?=\\n|$)`,
      ).exec(text);
      if (found === null) continue;
      const start = found.index;
      const open = { start, end: text.indexOf("\n", start) + 1 };
      const end = start + found[0].length;
      const message = `<${name}> stands in a code block. Rewards that search by a pattern read it; readers that leave code out do not. Take the fence away.`;
      report(
        { span: { start, end: open.end - 1 }, message },
        { open, close: { start: text.lastIndexOf("\n", end - 1), end } },
      );
      return;
    }
  },
  fixes({ part, state: { open, close } }) {
    const edits = [open, close].map((span) => ({ part, span, text: "" }));
    return [{ title: "Take the code fence away", safe: false, edits }];
  },
});

function fenceLength(text: string, { start, end }: Span): number {
  return text.slice(start, end).trimEnd().length;
}
