import { attributes, numbersOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import { erroredRollout } from "../fields/failures";
import type { JsonFormat } from "../fields/jsonFormat";

/** `trajectories.jsonl` of Tinker's cookbook: an example of a benchmark with the turns of its dialogue and its reward. */
export const tinker: JsonFormat = {
  id: "tinker",
  rank: 150,
  title: "Tinker trajectory",
  fields: "`turns`, each with a `role`, and `example_id` or `benchmark`",
  origin: { writer: "Tinker's cookbook", group: "`example_id`", reward: "`reward`; `metrics` are components" },
  fits: (record) =>
    record.first("example_id", "benchmark") !== undefined &&
    Array.isArray(record.get("turns")?.value) &&
    (isMessages(record.get("turns")) || record.get("error") !== undefined),
  read: (record) => {
    const turns = record.get("turns");
    if (!isMessages(turns)) return erroredRollout(record, record.get("error"));
    return dialogueSamples([], readMessages(turns), {
      attributes: attributes({
        id: record.get("idx")?.label,
        group: record.get("example_id")?.label,
        score: record.get("reward")?.number,
        components: numbersOf(record.get("metrics")),
        category: record.get("benchmark")?.string,
      }),
    });
  },
};
