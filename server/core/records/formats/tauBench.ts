import { attributes } from "../shared/attributes";
import { isMessages, readMessages } from "../shared/conversation";
import { dialogueSamples } from "../shared/dialogue";
import type { JsonFormat } from "../shared/jsonFormat";

/** τ-bench's runs: a task, a trial, the dialogue of user, agent and tools, and the reward that the state at its end earned. */
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
    const task = record.get("task_id")?.label;
    return dialogueSamples([], readMessages(messages), {
      attributes: attributes({ id: task, group: task, score: record.get("reward")?.number }),
    });
  },
};
