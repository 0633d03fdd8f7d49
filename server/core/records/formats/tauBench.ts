import { attributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";

/**
 * τ-bench's runs: a task, a trial, the dialogue of user, agent and tools, and the reward that the final state earned.
 */
export const tauBench: JsonFormat = {
  id: "tau-bench",
  rank: 250,
  title: "τ-bench run",
  fields: "`task_id`, `reward` and the messages of `traj`",
  origin: { writer: "τ-bench", group: "`task_id`", reward: "`reward`" },
  fits: (record) => record.get("task_id") !== undefined && isMessages(record.get("traj")),
  read: (record) => {
    const messages = record.get("traj");
    if (messages === undefined) return { samples: [] };
    const actions = record.get("info")?.get("task")?.get("actions");
    const task = record.get("task_id")?.label;
    return dialogueSamples([], readMessages(messages), {
      // Reference actions: other actions may bring the database into the same state.
      groundTruth: actions?.items().length === 0 ? undefined : actions?.part("ground_truth"),
      attributes: attributes({ id: task, group: task, score: record.get("reward")?.number }),
    });
  },
};
