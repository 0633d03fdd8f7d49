import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { isOpenHandsEvent, OpenHandsReader } from "../fields/openHandsEvents";
import { Dialogue } from "../fields/turns";

/** The event stream of one OpenHands conversation. */
export const openHandsEvents: JsonFormat = {
  id: "openhands-events",
  rank: 520,
  title: "OpenHands event stream",
  fields: "`action`, `observation` or `kind`, and `source`",
  origin: { writer: "OpenHands: a file is a session" },
  unit: "session",
  fits: (entries) => {
    const first = entries.items().slice(0, 5);
    return first.length > 0 && first.every((entry) => isOpenHandsEvent(entry) && entry.get("source") !== undefined);
  },
  read: (entries) => {
    const dialogue = new Dialogue();
    const reader = new OpenHandsReader(dialogue);
    for (const event of entries.items()) reader.read(event);
    return dialogueSamples([], dialogue.turns, { attributes: {}, tools: reader.tools?.part("tools") });
  },
};
