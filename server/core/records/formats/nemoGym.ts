import type { Turn } from "../../model/sample";
import { attributes, numbersOf } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { responseTurns } from "../fields/responses";
import { plainTurns } from "../fields/turns";

/**
 * NeMo Gym's rollouts: request and answer in the shape of OpenAI's Responses API, reward, task and rollout number. Its
 * resources server adds the reward's components as further numbers at top level. If there is no task number, the
 * rollouts of one input are a group.
 */
export const nemoGym: JsonFormat = {
  id: "nemo-gym",
  rank: 70,
  title: "NeMo Gym rollout",
  fields: "`responses_create_params` and `response.output`",
  origin: {
    writer: "NeMo Gym",
    group: "`_ng_task_index`, else the same input",
    reward: "`reward`; further numbers are components",
  },
  fits: (record) =>
    record.get("responses_create_params") !== undefined && Array.isArray(record.get("response")?.get("output")?.value),
  read: (record) => {
    const request = record.get("responses_create_params");
    const response = record.get("response");
    const finishReason = response?.get("incomplete_details")?.get("reason")?.string;
    return dialogueSamples(readInput(request), responseTurns(response?.get("output")?.items() ?? []), {
      attributes: attributes({
        id: record.get("id")?.label,
        group: record.get("_ng_task_index")?.label ?? JSON.stringify(request?.get("input")?.value),
        model: response?.get("model")?.string,
        score: record.get("reward")?.number,
        components: numbersOf(record, (name) => name !== "reward" && name !== "id" && !name.startsWith("_ng_")),
        finishReason,
      }),
      tools: request?.get("tools")?.part("tools"),
    });
  },
};

function readInput(request: JsonField | undefined): Turn[] {
  const instructions = request?.get("instructions")?.textPart("system");
  const before: Turn[] = instructions === undefined ? [] : [{ role: "system", part: instructions, calls: [] }];
  const input = request?.get("input");
  const part = input?.textPart("user");
  if (part !== undefined) return [...before, { role: "user", part, calls: [] }];
  return [...before, ...plainTurns(responseTurns(input?.items() ?? []))];
}
