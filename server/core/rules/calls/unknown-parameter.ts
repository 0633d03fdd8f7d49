import { callsNotChecked } from "../../facts/callCheck";
import { shorten } from "../../text/shorten";
import { traceRule } from "../rule";

/** Arguments under a name that the called tool does not have. */
export const unknownParameter = traceRule<{ readonly nearest: string | undefined }>({
  id: "unknown-parameter",
  summary: "A parameter that the called tool does not have.",
  severity: "warning",
  cause: "wrong arguments",
  severities: "warning, error where reward is lost",
  check({ facts, part, sample, report }) {
    const { checked, notChecked } = facts.checkedCalls(part);
    if (notChecked !== undefined) {
      report({ ...notChecked.place, severity: "information", message: callsNotChecked }, { nearest: undefined });
    }
    for (const { call, check, expected } of checked) {
      for (const { name, meant } of check.unknown) {
        const known = [...(check.tool.parameters?.keys() ?? [])].slice(0, namesShown).map((key) => `"${shorten(key)}"`);
        const has = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
        const hint = meant === undefined ? has : `Did you mean "${meant}"?`;
        const lost = expected.length > 0 && expected.every((given) => !Object.hasOwn(given, name));
        const isExpected = part === sample.groundTruth && part !== sample.completion;
        const cost = isExpected
          ? "The ground truth asks for it all the same: a model that follows the tools of its prompt is taken for wrong."
          : lost
            ? `The ground truth does not have it either${facts.paysFor("calls") ? ", so it costs reward" : ""}.`
            : "The tool will refuse or overlook it.";
        const message = `The tool "${check.tool.name}" has no parameter "${shorten(name)}". ${hint} ${cost}`;
        const severity = lost ? "error" : "warning";
        // If one argument is unknown and one is missing, the unknown one is most likely the missing one.
        const only = check.unknown.length === 1 && check.missing.length === 1 ? check.missing[0]?.name : undefined;
        report({ ...call.argumentPlaces(name).key, message, severity }, { nearest: meant ?? only });
      }
    }
  },
  fixes({ part, span, state: { nearest } }) {
    if (nearest === undefined) return [];
    // In a call that the record gives as data, the name is a separate text without quotes.
    const text = part.text[span.start] === '"' ? JSON.stringify(nearest) : nearest;
    return [{ title: `Name it "${shorten(nearest)}"`, safe: false, edits: [{ part, span, text }] }];
  },
});

const namesShown = 12;
