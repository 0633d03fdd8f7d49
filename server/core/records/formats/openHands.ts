import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { isOpenHandsEvent, OpenHandsReader } from "../fields/openHandsEvents";
import { Dialogue } from "../fields/turns";

/** Outputs of OpenHands' evaluations: one instance per line, with the events of its `history`. */
export const openHands: JsonFormat = {
  id: "openhands",
  rank: 290,
  title: "OpenHands output",
  fields: "`history` of events with `action`, `observation` or `kind`",
  origin: { writer: "OpenHands' evaluations", group: "`instance_id`" },
  fits: (record) => {
    const history = record.get("history")?.items() ?? [];
    return history.length > 0 && history.slice(0, 5).every(isOpenHandsEvent);
  },
  read: (record) => {
    const dialogue = new Dialogue();
    const reader = new OpenHandsReader(dialogue);
    for (const event of record.get("history")?.items() ?? []) reader.read(event);
    return dialogueSamples([], dialogue.turns, {
      attributes: attributes({
        id: record.get("instance_id")?.label,
        group: record.get("instance_id")?.label,
        model: record.get("metadata")?.get("llm_config")?.get("model")?.string,
        finishReason: record.get("error")?.string,
      }),
      tools: reader.tools?.part("tools"),
    });
  },
};
