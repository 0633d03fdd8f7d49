import { callsNotChecked, expectedValue } from "../../facts/callCheck";
import type { JsonObject } from "../../json/jsonNode";
import type { Call } from "../../dialects/sampleCalls";
import type { Facts } from "../../facts/facts";
import type { Span } from "../../text/span";
import type { ToolParameter } from "../../facts/toolSchema";
import type { Part } from "../../model/sample";
import { addedMember } from "../edits/jsonMembers";
import { shorten } from "../../text/shorten";
import { editsOf } from "../edits/inDialect";
import { traceRule } from "../rule";

interface Missing {
  readonly call: Call;
  readonly parameter: ToolParameter;
  /** The trace that makes the call. */
  readonly trace: Part;
}

/** Calls without a parameter that the tool requires. */
export const missingParameter = traceRule<Missing | undefined>({
  id: "missing-parameter",
  summary: "A call without a parameter that the tool requires.",
  severity: "warning",
  cause: "wrong arguments",
  severities: "warning, error where reward is lost",
  check({ facts, part, report }) {
    const { checked, notChecked } = facts.checkedCalls(part);
    if (notChecked !== undefined) {
      report({ ...notChecked.place, severity: "information", message: callsNotChecked }, undefined);
    }
    for (const { call, check, expected } of checked) {
      // Nobody knows what would have followed in a call that was cut off.
      if (call.inDialect?.complete === false) continue;
      for (const { name, span } of lostArguments(call, facts, part)) {
        if (check.tool.parameters?.get(name)?.required !== true) continue;
        const message = `The tool "${check.tool.name}" requires the parameter "${name}". The mark before it is misspelled, so readers drop it without a word and the tool is called without it. Fix the mark.`;
        report({ span, message }, undefined);
      }
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
  fixes({ part, state }, { facts }) {
    // The parameter is written but not readable: `misspelled-tag` fixes it.
    if (state === undefined) return [];
    const { call, parameter, trace } = state;
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

/** The arguments of a call whose own mark is misspelled, each with that mark. */
function lostArguments(call: Call, facts: Facts, part: Part): { readonly name: string; readonly span: Span }[] {
  const faults = facts.reading(part)?.faults.filter(({ rule }) => rule === "misspelled-tag") ?? [];
  if (faults.length === 0 || call.inDialect === undefined) return [];
  return call.inDialect.arguments.flatMap(({ name, place, valuePlace }) => {
    const fault = faults.find(({ span }) => span.start >= place.start && span.end <= valuePlace.start);
    return fault === undefined ? [] : [{ name, span: fault.span }];
  });
}

/** The value of a parameter that allows only one. */
function onlyValue(parameter: ToolParameter): string | undefined {
  const [value, ...others] = parameter.enum ?? [];
  return value === undefined || others.length > 0 ? undefined : JSON.stringify(value);
}
