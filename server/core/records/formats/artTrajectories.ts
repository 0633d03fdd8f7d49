import { attributes, numbersOf } from "../fields/attributes";
import { readMessage } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { FormatReading, JsonFormat } from "../fields/jsonFormat";
import { readRowsOf } from "../fields/rows";
import { asContext, Dialogue, type ChatTurn } from "../fields/turns";

/**
 * ART's trajectories: one group per line, each trajectory with its messages, where a choice of the model wraps its
 * message. Since they are Parquet: one trajectory per row with the number of its group.
 */
export const artTrajectories: JsonFormat = {
  id: "art",
  rank: 130,
  title: "ART trajectory group",
  fields: "`trajectories` with `messages_and_choices`, or `group_index`, `reward` and `messages`",
  origin: { writer: "ART", group: "a line, or `group_index`", reward: "`reward`; `metrics` are components" },
  unit: "rows",
  fits: (record) => {
    const trajectories = record.get("trajectories")?.items() ?? [];
    const isGroup =
      trajectories.length > 0 && trajectories.every((each) => Array.isArray(each.get("messages_and_choices")?.value));
    return isGroup || (record.get("group_index") !== undefined && Array.isArray(record.get("messages")?.value));
  },
  read: (record) => {
    const trajectories = record.get("trajectories");
    if (trajectories === undefined) return readTrajectory(record, record.get("group_index")?.label);
    const [first] = trajectories.items();
    const group = JSON.stringify(first?.get("messages_and_choices")?.item(0)?.value);
    return readRowsOf(trajectories.items(), (each) => readTrajectory(each, group));
  },
};

function readTrajectory(trajectory: JsonField, group: string | undefined): FormatReading {
  const messages = trajectory.first("messages_and_choices", "messages")?.items() ?? [];
  return dialogueSamples([], messages.flatMap(turnsOf), {
    attributes: attributes({
      id: trajectory.get("id")?.label,
      group,
      score: trajectory.get("reward")?.number,
      components: numbersOf(trajectory.get("metrics")),
    }),
    tools: trajectory.get("tools")?.part("tools"),
  });
}

function turnsOf(entry: JsonField): readonly ChatTurn[] {
  const message = entry.get("message") ?? entry;
  const dialogue = new Dialogue();
  readMessage(message, dialogue);
  return message.get("trainable")?.value === false ? asContext(dialogue.turns) : dialogue.turns;
}
