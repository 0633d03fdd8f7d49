import { expectedCalls } from "../../facts/callCheck";
import type { Tools } from "../../facts/tools";
import { toolNameOf, type Call } from "../../dialects/sampleCalls";
import { nearestName } from "../../text/nearestName";
import { shorten } from "../../text/shorten";
import { editsOf } from "../edits/inDialect";
import { traceRule } from "../rule";

/** Calls of a tool that the sample does not have. */
export const unknownTool = traceRule<{ readonly nearest: string | undefined; readonly call: Call }>({
  id: "unknown-tool",
  summary: "A call of a tool that the sample does not have.",
  severity: "warning",
  cause: "wrong calls",
  severities: "warning, error where reward is lost",
  check({ facts, part, report }) {
    const { tools } = facts;
    if (tools === undefined) return;
    const expected = new Set(expectedCalls(facts, part).map(toolNameOf));
    for (const call of facts.calls(part)) {
      const name = toolNameOf(call);
      if (name === undefined || tools.has(name)) continue;
      const nearest = named(name, tools) ?? nearestName(name, tools.keys());
      const hint = nearest === undefined ? `There are: ${listed([...tools.keys()])}.` : `Did you mean "${nearest}"?`;
      const lost = expected.size > 0 && !expected.has(name);
      const cost = lost
        ? `The ground truth does not call it either${facts.paysFor("calls") ? ", so it earns no reward" : ""}.`
        : "Such a call cannot be run.";
      const message = `This sample has no tool "${shorten(name)}". ${hint} ${cost}`;
      report({ ...call.namePlace, message, severity: lost ? "error" : "warning" }, { nearest, call });
    }
  },
  fixes({ part, span, state: { nearest, call } }) {
    if (nearest === undefined) return [];
    // In a call that the record gives as data, the name is a separate text without quotes.
    const text = part.text[span.start] === '"' ? JSON.stringify(nearest) : nearest;
    const edits = editsOf(part, call, (written) => written.rename(nearest)) ?? [{ part, span, text }];
    return [{ title: `Call "${shorten(nearest)}"`, safe: false, edits }];
  },
});

/** The tool whose name was written twice, as happens when streaming restarts. */
function named(written: string, tools: Tools): string | undefined {
  const half = written.slice(0, written.length / 2);
  return half + half === written && tools.has(half) ? half : undefined;
}

const namesShown = 8;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => `"${shorten(name)}"`);
  return shown.join(", ") + (names.length > namesShown ? ` and ${names.length - namesShown} more` : "");
}
