import type { Part, StructuredCall, Turn } from "../../model/sample";
import { attributes } from "../shared/attributes";
import { isMessages, readCall, readMessages, turnRole, plainTurns, type ChatTurn } from "../shared/conversation";
import { dialogueSamples } from "../shared/dialogue";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";

/** NeMo Gym's rollouts: request and answer in the shape of OpenAI's Responses API, reward, task and rollout number. */
export const nemoGym: JsonFormat = {
  id: "nemo-gym",
  rank: 50,
  title: "NeMo Gym rollout",
  fields: "`responses_create_params` and `response.output`",
  fits: (record) =>
    record.get("responses_create_params") !== undefined && Array.isArray(record.get("response")?.get("output")?.value),
  read: (record) => {
    const request = record.get("responses_create_params");
    const output = record.get("response")?.get("output")?.items() ?? [];
    return dialogueSamples(readInput(request?.get("input")), readOutput(output), {
      attributes: attributes({
        id: record.get("id")?.label,
        group: record.get("_ng_task_index")?.label,
        model: record.get("response")?.get("model")?.string,
        score: record.get("reward")?.number,
      }),
      tools: request?.get("tools")?.part("tools"),
    });
  },
};

function readInput(input: JsonField | undefined): Turn[] {
  if (isMessages(input)) return plainTurns(readMessages(input));
  const part = input?.textPart("user");
  return part === undefined ? plainTurns(readOutput(input?.items() ?? [])) : [{ role: "user", part, calls: [] }];
}

/** Output items as turns: what the model gives between two tool results (reasoning, text, calls) is one turn. */
function readOutput(items: readonly JsonField[]): ChatTurn[] {
  const turns: ChatTurn[] = [];
  let open: { thoughts: Part[]; texts: Part[]; calls: StructuredCall[]; message: JsonField } | undefined;
  const close = (): void => {
    if (open === undefined) return;
    const { thoughts, texts, calls, message } = open;
    const part = texts.pop();
    turns.push({ role: "assistant", part, before: [...thoughts, ...texts], calls, message });
    open = undefined;
  };
  for (const item of items) {
    const type = item.get("type")?.string;
    const role = turnRole(item.get("role")?.string);
    if (type === "function_call_output") {
      close();
      turns.push({ role: "tool", part: item.get("output")?.part("tool"), before: [], calls: [], message: item });
    } else if (type === "function_call" || type === "reasoning" || role === "assistant") {
      open ??= { thoughts: [], texts: [], calls: [], message: item };
      if (type === "function_call") open.calls.push(readCall(item));
      else (type === "reasoning" ? open.thoughts : open.texts).push(...textsOf(item));
    } else {
      close();
      const texts = textsOf(item);
      turns.push({ role, part: texts.pop(), before: texts, calls: [], message: item });
    }
  }
  close();
  return turns;
}

function textsOf(item: JsonField): Part[] {
  const content = item.first("content", "summary");
  const whole = content?.textPart("assistant");
  if (whole !== undefined) return [whole];
  return (content?.items() ?? []).flatMap((part) => part.get("text")?.textPart("assistant") ?? []);
}
