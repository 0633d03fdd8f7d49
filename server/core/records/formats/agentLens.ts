import type { JsonField } from "../json/jsonField";
import { readMessage } from "../fields/conversation";
import { attributes } from "../fields/attributes";
import { callOf } from "../fields/calls";
import { resultOf } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { asContext, Dialogue } from "../fields/turns";

/** AgentLens' cases: the earlier messages are context, and the model's current message is judged. */
export const agentLens: JsonFormat = {
  id: "agentlens",
  rank: 320,
  title: "AgentLens case",
  fields: "`trace_id`, `prior` and `current`",
  origin: { writer: "AgentLens" },
  fits: (record) => record.get("current")?.get("role") !== undefined && Array.isArray(record.get("prior")?.value),
  read: (record) => {
    const dialogue = new Dialogue();
    for (const entry of record.get("prior")?.items() ?? []) readPrior(entry, dialogue);
    const before = asContext([...dialogue.turns]);
    const current = new Dialogue();
    const message = record.get("current");
    if (message !== undefined) readMessage(message, current);
    return dialogueSamples([], [...before, ...current.turns], {
      attributes: attributes({ id: record.get("trace_id")?.label }),
    });
  },
};

function readPrior(entry: JsonField, into: Dialogue): void {
  const message = entry.get("message");
  if (message !== undefined) readMessage(message, into);
  else if (entry.get("kind")?.string === "tool") into.say("tool", entry.get("result") && resultOf(entry), entry);
  else if (entry.get("kind")?.string === "tool_call")
    into.call(callOf(entry.get("tool_name")?.textPart("tool"), entry.get("arguments"), entry), entry);
  else entry.passOver(`entry of the kind \`${(entry.get("kind")?.string ?? "").slice(0, 40)}\``);
}
