import type { Turn } from "../../model/sample";
import { attributes, commonAttributes } from "../fields/attributes";
import { readCall } from "../fields/calls";
import { Dialogue, isRole, turnRole, type ChatTurn } from "../fields/turns";
import { dialogueSamples } from "../fields/dialogue";
import { isObject, type JsonField } from "../json/jsonField";
import { givenTruth } from "../fields/givenTruth";
import type { JsonFormat } from "../fields/jsonFormat";

/**
 * ShareGPT's conversations. Hermes' function calling set has this shape, with `<tool_call>` in the text of a turn.
 * ms-swift also takes pairs: `conversation[{human, assistant}]`.
 */
export const shareGpt: JsonFormat = {
  id: "sharegpt",
  rank: 470,
  title: "ShareGPT conversation",
  fields: "`conversations`, each turn with `from` and `value`, or `conversation` of `human` and `assistant`",
  origin: {
    writer: "ShareGPT, Hermes, ms-swift",
    group: "`uid`, `group`",
    step: "`step`",
    reward: "`score` or `reward`",
  },
  fits: (record) => isConversation(record.get("conversations")) || isPairs(record.get("conversation")),
  read: (record) => {
    const system = record.get("system")?.textPart("system");
    const before: Turn[] = system === undefined ? [] : [{ role: "system", part: system, calls: [] }];
    return dialogueSamples(before, readTurns(record), {
      attributes: attributes(commonAttributes(record)),
      tools: record.first("tools", "functions")?.part("tools"),
      groundTruth: givenTruth(record),
    });
  },
};

function isConversation(field: JsonField | undefined): boolean {
  const turns = field?.value;
  if (!Array.isArray(turns) || turns.length === 0) return false;
  return turns.every((turn) => isObject(turn) && typeof turn["from"] === "string" && "value" in turn);
}

function isPairs(field: JsonField | undefined): boolean {
  const turns = field?.value;
  if (!Array.isArray(turns) || turns.length === 0) return false;
  return turns.every(
    (turn) => isObject(turn) && (typeof turn["human"] === "string" || typeof turn["assistant"] === "string"),
  );
}

function readTurns(record: JsonField): readonly ChatTurn[] {
  const turns = record.get("conversations");
  if (turns !== undefined) return turns.items().map(readTurn);
  const dialogue = new Dialogue();
  for (const pair of record.get("conversation")?.items() ?? []) {
    for (const [key, role] of [
      ["human", "user"],
      ["assistant", "assistant"],
    ] as const) {
      const said = pair.get(key);
      if (said !== undefined) dialogue.say(role, said.textPart(role), pair);
    }
  }
  return dialogue.turns;
}

function readTurn(message: JsonField): ChatTurn {
  const speaker = message.get("from")?.string;
  const role = turnRole(speaker);
  if (!isRole(speaker)) message.passOver(`turn of the role \`${(speaker ?? "").slice(0, 40)}\``);
  const value = message.get("value");
  const calls = speaker === "function_call" ? readCalls(value) : [];
  // What is read as a call is no text beside it.
  return { role, part: calls.length > 0 ? undefined : value?.part(role), before: [], calls, message };
}

/** A turn that is a call, or a list of calls, as a JSON string. If it is no JSON it stays text. */
function readCalls(value: JsonField | undefined): ReturnType<typeof readCall>[] {
  const json = value?.nested() ?? value;
  if (json === undefined) return [];
  const entries = Array.isArray(json.value) ? json.items() : [json];
  return entries.filter((entry) => isObject(entry.value)).map(readCall);
}
