import { isWrapped, toolNameOf, type ArgumentsKey, type Call } from "../../dialects/sampleCalls";
import type { Fault } from "../../dialects/reading";
import type { Facts } from "../../facts/facts";
import { describeKind, kindOf } from "../../facts/parameterType";
import { member, type JsonObject } from "../../json/jsonNode";
import { isPlainObject } from "../../json/lazyJson";
import type { Location } from "../../model/finding";
import type { Fix } from "../../model/fix";
import type { Part } from "../../model/sample";
import { addedMember } from "../edits/jsonMembers";
import { asOtherType } from "../edits/otherType";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

/** Calls whose arguments are missing, under another key, or not an object. */
export const toolCallParameters = traceRule<Call | Fault>({
  id: "tool-call-parameters",
  summary: "A tool call whose parameters are missing, under another key, or not an object.",
  severity: "error",
  check(context) {
    const { facts, part, profile, report } = context;
    reportFaults("tool-call-parameters", context);
    const due = profile.calls?.argumentsKey ?? "arguments";
    for (const call of facts.calls(part)) {
      // Other rules report calls that cannot be read, or that hold the call one level down.
      if (call.failure !== undefined || isWrapped(call)) continue;
      const found = check(call, call.object === undefined ? "arguments" : due, facts.paysFor("calls"));
      if (found !== undefined) report({ ...found.place, message: found.message }, call);
    }
  },
  fixes({ part, state: call }, { facts, profile }) {
    if (isFault(call)) return fixesOfFault(part, call);
    const node = call.json?.value.node;
    if (call.object === undefined && typeof call.arguments === "string") return unquoted(call);
    if (call.object === undefined || node?.type !== "object") return [];
    return fixesOf(call, node, part, profile.calls?.argumentsKey ?? "arguments", facts);
  },
});

/** The key belongs to the format, and quotes around an object are no words: no value changes. */
function fixesOf(call: Call, node: JsonObject, part: Part, due: ArgumentsKey, facts: Facts): Fix[] {
  const key = JSON.stringify(due);
  const misnamed = call.argumentsKey ?? otherNames.find((name) => isPlainObject(call.object?.[name]));
  const wrong = misnamed === undefined || misnamed === due ? undefined : member(node, misnamed)?.key;
  if (wrong !== undefined) {
    return [{ title: `Rename the key to ${key}`, safe: true, edits: [{ part, span: wrong.span, text: key }] }];
  }
  if (call.arguments === undefined) {
    const tool = facts.tools?.get(toolNameOf(call) ?? "");
    if (tool?.open !== false || tool.parameters?.size !== 0) return [];
    return [{ title: `Add ${key}: {}`, safe: true, edits: [{ part, ...addedMember(part.text, node, due, "{}") }] }];
  }
  const object = asOtherType(call.arguments, "", new Set(["object"]));
  if (object === undefined) return [];
  const { span } = call.argumentsPlace;
  return [{ title: "Take the quotes around the object away", safe: true, edits: [{ part, span, text: object }] }];
}

/** Arguments that the record gives as data, and that were encoded twice. */
function unquoted(call: Call): Fix[] {
  const object = asOtherType(call.arguments, "", new Set(["object"]));
  if (object === undefined) return [];
  const edits = [{ ...call.argumentsPlace, text: object }];
  return [{ title: "Take the quotes around the object away", safe: true, edits }];
}

interface Found {
  readonly place: Location;
  readonly message: string;
}

const otherNames = ["params", "param", "parameter", "args", "argument", "input", "inputs", "kwargs", "tool_input"];

function check(call: Call, due: string, isPaid: boolean): Found | undefined {
  const { argumentsKey, object } = call;
  if (argumentsKey !== undefined && argumentsKey !== due) {
    const place = call.argumentsKeyPlace;
    const message = `This call has "${argumentsKey}" where "${due}" is due: rename the key. The reader of these traces looks for "${due}" only, so the call has no parameters for it.`;
    return { place, message };
  }
  if (call.arguments === undefined) {
    const other = otherNames.find((key) => isPlainObject(object?.[key]));
    const hint =
      other === undefined
        ? `Add them, as an empty object where the tool takes none.`
        : `It has "${other}", which no reader looks for: rename the key.`;
    const message = `This call has no "${due}". ${hint} Without them the call cannot be run${isPaid ? ", and the reward cannot compare it" : ""}.`;
    return { place: call.place, message };
  }
  if (isPlainObject(call.arguments)) return undefined;
  const hint =
    typeof call.arguments === "string" && call.arguments.trimStart().startsWith("{")
      ? "take the quotes around the object and the escapes inside it away"
      : "write an object of names and values";
  const message = `The "${due}" of this call are ${describeKind(kindOf(call.arguments))} and have to be an object: ${hint}. ${isPaid ? "Reading them fails in the reward." : "Most readers fail on them."}`;
  return { place: call.argumentsPlace, message };
}
