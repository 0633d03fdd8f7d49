import { checkCall, expectedArguments, expectedValue } from "../../facts/callCheck";
import type { JsonObject } from "../../json/jsonNode";
import type { Call } from "../../dialects/calls";
import type { ToolParameter } from "../../facts/toolSchema";
import type { Part } from "../../model/sample";
import { addedMember } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { editsOf } from "../edits/inDialect";
import { traceRule } from "../shared/rule";

interface Missing {
  readonly call: Call;
  readonly parameter: ToolParameter;
  /** The trace that makes the call. */
  readonly trace: Part;
}

/** Calls without a parameter that the tool requires. */
export const missingParameter = traceRule<Missing>({
  id: "missing-parameter",
  summary: "A call without a parameter that the tool requires.",
  severity: "warning",
  severities: "warning, error where reward is lost",
  check({ facts, part, report }) {
    for (const call of facts.calls(part)) {
      const check = checkCall(call, facts);
      if (check === undefined || check.missing.length === 0) continue;
      const expected = expectedArguments(call, facts, part);
      for (const parameter of check.missing) {
        const { name, type } = parameter;
        const lost = expected.length > 0 && expected.every((given) => Object.hasOwn(given, name));
        const kind = type === undefined ? "" : ` (${type.written})`;
        const cost = lost
          ? `The ground truth has it${facts.paysFor("calls") ? ", so leaving it out costs reward" : ""}.`
          : "The tool cannot run without it.";
        const severity = lost ? "error" : "warning";
        const message = `The tool "${check.tool.name}" requires the parameter "${name}"${kind}, and this call does not have it. ${cost}`;
        report({ ...call.argumentsPlace, severity, message }, { call, parameter, trace: part });
      }
    }
  },
  fixes({ part, state: { call, parameter, trace } }, { facts }) {
    const given = call.argumentsObject;
    const { name } = parameter;
    const value = expectedValue(call, name, facts, trace) ?? onlyValue(parameter);
    if (value === undefined) return [];
    const inDialect = editsOf(part, call, (written) => written.addArgument(name, JSON.parse(value)));
    if (inDialect === undefined && given === undefined) return [];
    const edits = inDialect ?? [{ part, ...addedMember(part.text, given as JsonObject, name, value) }];
    return [{ title: `Add "${shorten(name)}": ${shorten(value)}`, safe: false, edits }];
  },
});

/** The value of a parameter that can have no other. */
function onlyValue(parameter: ToolParameter): string | undefined {
  const [value, ...others] = parameter.enum ?? [];
  return value === undefined || others.length > 0 ? undefined : JSON.stringify(value);
}
