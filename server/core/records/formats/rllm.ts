import { attributes, stepOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { FormatReading, JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { Dialogue, type ChatTurn } from "../fields/turns";

/**
 * rLLM's episodes: trajectories of steps, each with the chat so far. The last step's chat usually holds all of it; if
 * it does not, each step's own answer is read. `episode_id` is `task:n`, and the rollouts of a task are a group.
 */
export const rllm: JsonFormat = {
  id: "rllm",
  rank: 140,
  title: "rLLM episode",
  fields: "`trajectories`, each with `steps`",
  origin: {
    writer: "rLLM",
    group: "`episode_id` without its number",
    step: "`training_step`",
    reward: "the trajectory's `reward`",
  },
  fits: (record) => {
    const trajectories = record.get("trajectories");
    return (
      trajectories !== undefined &&
      trajectories.items().length > 0 &&
      trajectories.items().every((each) => Array.isArray(each.get("steps")?.value))
    );
  },
  read: (record) => {
    const samples: SampleDraft[] = [];
    const problems = [];
    const episode = record.first("episode_id", "id")?.label;
    for (const trajectory of record.get("trajectories")?.items() ?? []) {
      const given = attributes({
        id: episode,
        group: episode?.replace(/:\d+$/, ""),
        step: stepOf(record.get("training_step")),
        score: trajectory.get("reward")?.number,
        category: trajectory.get("name")?.string,
        finishReason: record.get("termination_reason")?.string,
      });
      const reading: FormatReading = dialogueSamples([], turnsOf(trajectory), { attributes: given });
      samples.push(...reading.samples);
      problems.push(...(reading.problems ?? []));
    }
    return { samples, problems };
  },
};

function turnsOf(trajectory: JsonField): readonly ChatTurn[] {
  const steps = trajectory.get("steps")?.items() ?? [];
  const chat = steps.at(-1)?.get("chat_completions");
  if (isMessages(chat)) {
    const turns = readMessages(chat);
    const said = new Set(turns.map((turn) => turn.part?.text));
    const isWhole = steps.every((step) => {
      const answer = step.get("model_response")?.string;
      return answer === undefined || answer === "" || said.has(answer);
    });
    if (isWhole) return turns;
  }
  const dialogue = new Dialogue();
  for (const step of steps) {
    const observation = step.get("observation");
    if (observation !== undefined) dialogue.say("user", observation.part("user"), step);
    const answer = step.get("model_response")?.textPart("assistant");
    if (answer !== undefined) dialogue.answer(answer, step);
    dialogue.close();
  }
  return dialogue.turns;
}
