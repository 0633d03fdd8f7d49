import { attributes } from "../fields/attributes";
import { isMessages, readMessage } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { readResponseItem } from "../fields/responses";
import { asContext, Dialogue, type ChatTurn } from "../fields/turns";

/**
 * Trajectories of SWE-agent and mini-SWE-agent. SWE-agent's conversation is its `history`, which `trajectory` repeats
 * step by step; data sets of its trajectories keep the `history` alone. mini-SWE-agent's is `messages`, the last of which is the program's (`exit`). With a model of the
 * Responses API an answer is a whole response, and a tool's answer a `function_call_output`. Demonstrations are
 * context.
 */
export const sweAgent: JsonFormat = {
  id: "swe-agent",
  rank: 280,
  title: "SWE-agent trajectory",
  fields: "`history` of messages with `trajectory` or agents' fields, or `messages` with `info.exit_status`",
  origin: { writer: "SWE-agent, mini-SWE-agent" },
  fits: (record) => {
    const info = record.get("info");
    const isSwe =
      Array.isArray(record.get("history")?.value) &&
      (Array.isArray(record.get("trajectory")?.value) || isAgentsHistory(record.get("history"), info));
    const isMini =
      Array.isArray(record.get("messages")?.value) &&
      (info?.first("exit_status", "mini_version") !== undefined || record.get("trajectory_format") !== undefined);
    return isSwe || isMini;
  },
  read: (record) => {
    const info = record.get("info");
    const turns = (record.first("history", "messages")?.items() ?? []).flatMap(turnsOf);
    return dialogueSamples([], turns, {
      attributes: attributes({
        id: record.first("instance_id", "id")?.label,
        model: info?.get("config")?.get("model")?.get("model_name")?.string,
        finishReason: info?.get("exit_status")?.string,
      }),
    });
  },
};

/** Are these messages what SWE-agent writes of its agents, and not any chat's history? */
function isAgentsHistory(history: JsonField | undefined, info: JsonField | undefined): boolean {
  if (!isMessages(history)) return false;
  if (info?.get("exit_status") !== undefined) return true;
  return history.items().some((entry) => entry.get("role")?.string === "assistant" && isStep(entry));
}

function isStep(entry: JsonField): boolean {
  return entry.get("thought")?.string !== undefined && entry.get("action")?.string !== undefined;
}

function turnsOf(entry: JsonField): readonly ChatTurn[] {
  const dialogue = new Dialogue();
  if (entry.get("role") === undefined) readResponseItem(entry, dialogue);
  else readMessage(entry, dialogue);
  const isDemonstration =
    entry.get("is_demo")?.value === true ||
    entry.get("message_type")?.string === "demonstration" ||
    (entry.get("tags")?.items() ?? []).some(({ string }) => string === "demo");
  return isDemonstration ? asContext(dialogue.turns) : dialogue.turns;
}
