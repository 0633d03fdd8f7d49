import { checkCall, expectedArguments, expectedValue } from "../../facts/callCheck";
import type { Call } from "../../dialects/calls";
import type { ToolParameter } from "../../facts/toolSchema";
import type { Part } from "../../model/sample";
import { addedMember } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import type { Span } from "../../text/span";
import type { Rule } from "../shared/rule";

/** Calls without a parameter that the tool requires. */
export const missingParameter: Rule = {
  id: "missing-parameter",
  summary: "A call without a parameter that the tool requires.",
  severity: "warning",
  scope: "trace",
  check({ facts, part, report }) {
    for (const call of facts.calls(part)) {
      const check = checkCall(call, facts);
      if (check === undefined || check.missing.length === 0) continue;
      const expected = expectedArguments(call, facts, part);
      for (const { name, type } of check.missing) {
        const lost = expected.length > 0 && expected.every((given) => Object.hasOwn(given, name));
        const kind = type === undefined ? "" : ` (${type.written})`;
        const cost = lost
          ? "The ground truth has it, so leaving it out costs reward."
          : "The tool cannot run without it.";
        report({
          ...call.argumentsPlace,
          message: `The tool "${check.tool.name}" requires the parameter "${name}"${kind}, and this call does not have it. ${cost}`,
          severity: lost ? "error" : "warning",
          data: { name },
        });
      }
    }
  },
  fixes({ part, span, data }, { facts }) {
    const { name } = data as { readonly name: string };
    for (const trace of facts.traced) {
      const call = facts.calls(trace).find(({ argumentsObject: given }) => isAt(given, part, span));
      const given = call?.argumentsObject;
      if (call === undefined || given === undefined) continue;
      const parameter = checkCall(call, facts)?.missing.find((missing) => missing.name === name);
      const value = expectedValue(call, name, facts, trace) ?? onlyValue(parameter);
      if (value === undefined) return [];
      const edit = { part, ...addedMember(part.text, given, name, value) };
      return [{ title: `Add "${shorten(name)}": ${shorten(value)}`, safe: false, edits: [edit] }];
    }
    return [];
  },
};

function isAt(object: Call["argumentsObject"], part: Part, { start, end }: Span): boolean {
  return object?.part === part && object.span.start === start && object.span.end === end;
}

/** The value of a parameter that can have no other. */
function onlyValue(parameter: ToolParameter | undefined): string | undefined {
  const [value, ...others] = parameter?.enum ?? [];
  return value === undefined || others.length > 0 ? undefined : JSON.stringify(value);
}
