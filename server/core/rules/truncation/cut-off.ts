import { traceRule } from "../rule";

/** Traces that break off: no other rule reports what is missing only because of that, and no fix closes it. */
export const cutOff = traceRule({
  id: "cut-off",
  summary: "A trace that breaks off before its end.",
  severity: "warning",
  severities: "warning, error where the reward needs the end or a call given as data breaks off",
  judgesCutOff: true,
  anyText: true,
  check({ facts, sample, part, report }) {
    const found = facts.cutOff(part);
    if (found === undefined || sample.attributes.growing) return;
    const { inside, isSaid, span } = found;
    const where = inside === undefined ? "" : ` inside ${inside}`;
    const isGivenCall = sample.calls.some((call) => call.arguments === found.part);
    const how = isSaid
      ? `The record says that this trace was cut off at a limit of length${where === "" ? "" : `; it breaks off${where}`}.`
      : `This trace breaks off${where}: most likely it was cut off at a limit of length.`;
    const pays = facts.paysFor("format") || facts.paysFor("calls");
    const cost = pays ? "Its reward says nothing of what would have come." : "What would have come is not known.";
    const message = `${how} ${cost} Raise the limit, or leave the sample out; do not close it by hand.`;
    report({
      ...(found.part && { part: found.part }),
      span,
      message,
      severity: pays || (found.part !== undefined && isGivenCall) ? "error" : "warning",
    });
  },
});
