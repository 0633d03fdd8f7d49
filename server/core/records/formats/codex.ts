import type { RecordProblem } from "../../model/record";
import type { Turn } from "../../model/sample";
import type { JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import type { FormatReading, JsonFormat } from "../fields/jsonFormat";
import { readResponseItem } from "../fields/responses";
import { Dialogue } from "../fields/turns";

/**
 * A session of Codex (`rollout-*.jsonl`): the conversation is in the entries of type `response_item`; an `event_msg`
 * repeats it. The tools are not in it.
 */
export const codex: JsonFormat = {
  id: "codex",
  rank: 510,
  title: "Codex session",
  fields: "`timestamp`, `type` and `payload`",
  origin: { writer: "Codex: a file is a session" },
  unit: "session",
  fits: (entries) =>
    entries
      .items()
      .slice(0, 20)
      .some((entry) => {
        const type = entry.get("type")?.string;
        return entry.get("payload") !== undefined && (type === "session_meta" || type === "response_item");
      }),
  read: readSession,
};

/** Entries that are no part of the conversation. */
const otherEntries = new Set([
  "session_meta",
  "turn_context",
  "event_msg",
  "world_state",
  "token_usage_record",
  "ghost_snapshot",
]);

function readSession(entries: JsonField): FormatReading {
  const dialogue = new Dialogue();
  const problems: RecordProblem[] = [];
  let id: string | undefined;
  let model: string | undefined;
  let before: Turn[] = [];
  for (const entry of entries.items()) {
    const payload = entry.get("payload");
    const type = entry.get("type")?.string ?? "";
    if (payload === undefined) {
      entry.passOver("entry without a `payload`");
      continue;
    }
    if (type === "response_item") readResponseItem(payload, dialogue);
    else if (type === "session_meta") {
      id ??= payload.first("session_id", "id")?.label;
      const instructions = payload.get("base_instructions")?.get("text") ?? payload.get("instructions");
      const part = instructions?.textPart("system");
      if (part !== undefined) before = [{ role: "system", part, calls: [] }];
    } else if (type === "turn_context") model ??= payload.get("model")?.string;
    else if (type === "compacted") problems.push(compacted(entry));
    else if (!otherEntries.has(type)) entry.passOver(`entry of the type \`${type.slice(0, 40)}\``);
  }
  const reading = dialogueSamples(before, dialogue.turns, { attributes: attributes({ id, model }) });
  return { ...reading, problems: [...problems, ...(reading.problems ?? [])] };
}

function compacted(entry: JsonField): RecordProblem {
  return {
    code: "compaction",
    severity: "information",
    message:
      "The conversation was compacted here: behind this place the model saw a summary and not the turns before it, which the audit still shows.",
    span: entry.span,
  };
}
