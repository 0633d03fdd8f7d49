import { attributes } from "../fields/attributes";
import { answeredBy, readCall } from "../fields/calls";
import { readContent, resultOf } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { asContext, Dialogue, turnRole, type ChatTurn } from "../fields/turns";

/**
 * ATIF, Harbor's form of an agent's trajectory: steps of the user, the system and the agent, with calls and their
 * observations. Steps copied from another run are context.
 */
export const atif: JsonFormat = {
  id: "atif",
  rank: 270,
  title: "ATIF trajectory",
  fields: "`schema_version` of ATIF, `agent` and `steps`",
  origin: { writer: "Harbor, and its converters" },
  fits: (record) =>
    /^ATIF/i.test(record.get("schema_version")?.string ?? "") && Array.isArray(record.get("steps")?.value),
  read: (record) => {
    const agent = record.get("agent");
    const turns = (record.get("steps")?.items() ?? []).flatMap(turnsOf);
    return dialogueSamples([], turns, {
      attributes: attributes({
        id: record.first("session_id", "trajectory_id")?.label,
        model: agent?.get("model_name")?.string,
      }),
      tools: agent?.get("tool_definitions")?.part("tools"),
    });
  },
};

function turnsOf(step: JsonField): readonly ChatTurn[] {
  const dialogue = new Dialogue();
  const source = step.get("source")?.string;
  const role = turnRole(source);
  if (source === undefined || role === "prompt") step.passOver(`step of the source \`${source ?? ""}\``);
  const message = step.get("message");
  if (role === "assistant") {
    dialogue.answer(undefined, step);
    const reasoning = step.get("reasoning_content");
    // A converter that finds no separate reasoning repeats the message.
    if (reasoning?.string !== message?.string) dialogue.think(reasoning?.textPart("assistant"), step);
  }
  readContent(message, role, step, dialogue);
  for (const call of step.get("tool_calls")?.items() ?? []) dialogue.call(readCall(call), step);
  for (const result of step.get("observation")?.get("results")?.items() ?? []) {
    const content = result.get("content");
    if (content !== undefined) dialogue.say("tool", resultOf(content), result, answeredBy(result));
  }
  return step.get("is_copied_context")?.value === true ? asContext(dialogue.turns) : dialogue.turns;
}
