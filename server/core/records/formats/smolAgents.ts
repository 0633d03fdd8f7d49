import { readCall } from "../fields/calls";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue } from "../fields/turns";

/** Steps of smolagents (`memory.get_full_steps()`): the task, then the model's outputs, calls and observations. */
export const smolAgents: JsonFormat = {
  id: "smolagents",
  rank: 570,
  title: "smolagents steps",
  fields: "`task`, then `step_number`, `model_output` and `observations`",
  origin: { writer: "smolagents: a file is a run" },
  unit: "session",
  fits: (entries) => {
    const items = entries.items();
    const isStep = items.some(
      (entry) => entry.get("step_number") !== undefined && "model_output" in (entry.value as object),
    );
    return (
      isStep &&
      items.slice(0, 20).every((entry) => entry.first("task", "step_number", "system_prompt", "plan") !== undefined)
    );
  },
  read: (entries) => {
    const dialogue = new Dialogue();
    for (const step of entries.items()) {
      const system = step.get("system_prompt");
      if (system !== undefined) dialogue.say("system", system.textPart("system"), step);
      const task = step.get("task");
      if (task !== undefined) dialogue.say("user", task.textPart("user"), step);
      const plan = step.get("plan");
      if (plan !== undefined) dialogue.say("assistant", plan.textPart("assistant"), step);
      if (step.get("step_number") === undefined) continue;
      dialogue.close();
      dialogue.answer(
        (step.get("model_output") ?? step.get("model_output_message")?.get("content"))?.textPart("assistant"),
        step,
      );
      for (const call of step.get("tool_calls")?.items() ?? []) dialogue.call(readCall(call), step);
      const seen = step.get("observations") ?? step.get("error")?.get("message");
      if (seen !== undefined) dialogue.say("tool", seen.part("tool"), step);
    }
    return dialogueSamples([], dialogue.turns, { attributes: {} });
  },
};
