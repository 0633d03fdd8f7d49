import { attributes, numbersOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { FormatReading, JsonFormat } from "../fields/jsonFormat";
import { readRowsOf } from "../fields/rows";

/** τ²-bench's results: one object with the simulations of its tasks. */
export const tau2Bench: JsonFormat = {
  id: "tau2-bench",
  rank: 260,
  title: "τ²-bench results",
  fields: "`simulations`, each with `task_id` and `messages`",
  origin: { writer: "τ²-bench", group: "`task_id`", reward: "`reward_info.reward`; its breakdown are components" },
  unit: "rows",
  fits: (record) => {
    const simulations = record.get("simulations")?.items() ?? [];
    return (
      simulations.length > 0 &&
      simulations.every((each) => each.get("task_id") !== undefined && Array.isArray(each.get("messages")?.value))
    );
  },
  read: (record) => {
    const model = record.get("info")?.get("agent_info")?.get("llm")?.string;
    return readRowsOf(record.get("simulations")?.items() ?? [], (each) => readSimulation(each, model));
  },
};

function readSimulation(simulation: JsonField, model: string | undefined): FormatReading {
  const messages = simulation.get("messages");
  if (!isMessages(messages)) return { samples: [] };
  const reward = simulation.get("reward_info");
  return dialogueSamples([], readMessages(messages), {
    attributes: attributes({
      id: simulation.get("id")?.label,
      group: simulation.get("task_id")?.label,
      model,
      score: reward?.get("reward")?.number,
      components: numbersOf(reward?.get("reward_breakdown")),
      finishReason: simulation.get("termination_reason")?.string,
    }),
  });
}
