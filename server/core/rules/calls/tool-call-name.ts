import { isWrapped, toolNameOf, type Call } from "../../dialects/sampleCalls";
import type { Fault } from "../../dialects/reading";
import { describeKind, kindOf } from "../../facts/parameterType";
import { member, type JsonObject } from "../../json/jsonNode";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { onOneLine } from "../edits/oneLine";
import { asOtherType } from "../edits/otherType";
import { textOf } from "../../text/span";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

/** Calls that do not say which tool they call. */
export const toolCallName = traceRule<Call | Fault>({
  id: "tool-call-name",
  summary: "A tool call whose `name` is missing, empty or not text.",
  severity: "error",
  check(context) {
    const { facts, part, report } = context;
    reportFaults("tool-call-name", context);
    for (const call of facts.calls(part)) {
      // For a call in a dialect, the dialect itself reports what is wrong with the name.
      if (toolNameOf(call) !== undefined || call.inDialect !== undefined) continue;
      const message = `${whatIsWrong(call)} Without a name that is text, no reader can tell which tool is called${facts.paysFor("calls") ? ", and the reward cannot score the call" : ""}.`;
      report({ ...call.namePlace, message }, call);
    }
  },
  fixes({ part, state: call }, { profile }) {
    if (isFault(call)) return fixesOfFault(part, call);
    const node = call.json?.value.node;
    if (call.object === undefined || node?.type !== "object") return [];
    if (isWrapped(call)) return unwrapped(part, node, profile.calls?.argumentsKey ?? "arguments");
    const key = call.name === undefined ? otherKey(call) : undefined;
    const misnamed = key === undefined ? undefined : member(node, key)?.key;
    if (misnamed === undefined) return [];
    const edits = [{ part, span: misnamed.span, text: '"name"' }];
    return [{ title: 'Rename the key to "name"', safe: true, edits }];
  },
});

/** The inner call of OpenAI's wrapper, under the expected keys; only if the wrapper holds nothing else. */
function unwrapped(part: Part, wrapper: JsonObject, argumentsKey: string): Fix[] {
  const inner = member(wrapper, "function")?.value;
  if (inner?.type !== "object" || !hasOnly(wrapper, ["type", "function"])) return [];
  if (!hasOnly(inner, ["name", "arguments", "parameters"]) || inner.members.length !== 2) return [];
  const [name, given] = [member(inner, "name"), member(inner, "arguments") ?? member(inner, "parameters")];
  if (name?.value.type !== "string" || given === undefined) return [];
  const quoted = given.value.type === "string" ? asOtherType(given.value.value, "", new Set(["object"])) : undefined;
  const written = quoted ?? onOneLine(textOf(part.text, given.value.span));
  const text = `{"name": ${textOf(part.text, name.value.span)}, ${JSON.stringify(argumentsKey)}: ${written}}`;
  return [{ title: 'Take the call out of "function"', safe: true, edits: [{ part, span: wrapper.span, text }] }];
}

function hasOnly({ members }: JsonObject, names: readonly string[]): boolean {
  return members.every(({ key }) => names.includes(key.value));
}

const otherNames = ["tool", "tool_name", "toolName", "function", "function_name", "Name", "action"];

function otherKey({ object }: Call): string | undefined {
  return otherNames.find((key) => typeof object?.[key] === "string");
}

function whatIsWrong(call: Call): string {
  if (call.name === "") return 'This "name" is empty: write the tool\'s name.';
  if (call.name !== undefined)
    return `This "name" is ${describeKind(kindOf(call.name))}: write the tool's name in double quotes.`;
  if (isWrapped(call)) return 'This call is wrapped in "function": write what is inside it as the call.';
  const other = otherKey(call);
  return other === undefined
    ? 'This call has no "name": add the tool\'s name.'
    : `This call has "${other}" where "name" is due: rename the key.`;
}
