import type { RecordProblem } from "../../model/record";
import { attributes, truncatedIn } from "../fields/attributes";
import { turnsOfMessage } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import { errorText, erroredRollout } from "../fields/failures";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { asContext, type ChatTurn } from "../fields/turns";

/**
 * `traces.jsonl` of prime-rl and of verifiers since version 1: one episode per line, its traces as graphs of messages.
 * A dialogue is a path from a root to a leaf; the model's turns are those that were `sampled`. The reward is the sum of
 * each reward function's score times its weight. If there is no `group`, the rollouts of one task are a group.
 */
export const verifiersTraces: JsonFormat = {
  id: "verifiers-traces",
  rank: 110,
  title: "verifiers or prime-rl episode",
  fields: "`env`, `task` and `traces` with `nodes`",
  origin: {
    writer: "prime-rl, verifiers since 1.0 (`traces.jsonl`)",
    group: "`group.id`, else `task.key`",
    step: "`run.work.step`",
    reward: "Σ score · weight of `rewards`",
  },
  fits: (record) => {
    const traces = record.get("traces");
    return (
      Array.isArray(traces?.value) &&
      record.get("task") !== undefined &&
      record.first("env", "ok", "errors") !== undefined &&
      traces.items().every((trace) => Array.isArray(trace.get("nodes")?.value) || trace.first("errors") !== undefined)
    );
  },
  read: (record) => {
    const problems: RecordProblem[] = [];
    const samples: SampleDraft[] = [];
    for (const trace of record.get("traces")?.items() ?? []) {
      const nodes = trace.get("nodes")?.items() ?? [];
      const { score, components } = rewardsOf(trace.get("rewards"));
      const finishReason = trace.get("stop_condition")?.string;
      const given = attributes({
        id: trace.get("id")?.label ?? record.get("id")?.label,
        group: record.get("group")?.get("id")?.label ?? record.get("task")?.get("key")?.label,
        step: record.get("run")?.get("work")?.get("step")?.number,
        model: trace.get("agent")?.get("config")?.get("model")?.string ?? trace.get("agent")?.get("model")?.string,
        score,
        components,
        category: record.get("env")?.get("id")?.label,
        finishReason,
        truncated: truncatedIn(trace),
      });
      const tools = trace.get("tools")?.part("tools");
      for (const path of paths(nodes)) {
        const reading = dialogueSamples([], path, { attributes: given, tools });
        samples.push(...reading.samples);
        problems.push(...(reading.problems ?? []));
      }
      for (const error of trace.get("errors")?.items() ?? []) problems.push(failure(error));
    }
    for (const error of record.get("errors")?.items() ?? []) problems.push(failure(error));
    if (samples.length > 0) return { samples, problems };
    return problems.length > 0 ? { samples, problems } : erroredRollout(record, undefined);
  },
};

function failure(error: JsonField): RecordProblem {
  return {
    code: "errored-rollout",
    severity: "information",
    message: `This rollout ended with an error${colon(errorText(error))}`,
    span: error.span,
  };
}

function colon(text: string | undefined): string {
  return text === undefined ? "." : `: ${text}`;
}

/**
 * The dialogues of a graph, one for each leaf. A turn that an earlier dialogue has shown is context in the later ones.
 * Nodes give their parents by number; a node that gives itself or a later node begins a dialogue.
 */
function paths(nodes: readonly JsonField[]): readonly (readonly ChatTurn[])[] {
  const parents = nodes.map((node, i) => {
    const parent = node.get("parent")?.number;
    return parent !== undefined && Number.isInteger(parent) && parent >= 0 && parent < i ? parent : undefined;
  });
  const isParent = new Set(parents);
  const shown = new Set<number>();
  const found: ChatTurn[][] = [];
  let work = 0;
  for (const leaf of nodes.keys()) {
    if (isParent.has(leaf)) continue;
    const chain: number[] = [];
    for (let at: number | undefined = leaf; at !== undefined; at = parents[at]) chain.unshift(at);
    // A graph with many long branches would be read again and again. Beyond this limit only each branch's own turns are
    // read.
    work += chain.length;
    const read = work > maxNodesRead ? chain.filter((at) => !shown.has(at)) : chain;
    found.push(
      read.flatMap((at) => {
        const node = nodes[at];
        const message = node?.get("message");
        if (node === undefined || message === undefined) return [];
        const turns = turnsOfMessage(message);
        return node.get("sampled")?.value === false || shown.has(at) ? asContext(turns) : turns;
      }),
    );
    for (const at of chain) shown.add(at);
  }
  return found;
}

const maxNodesRead = 100_000;

/** Σ score · weight. A null reward was not computed, and then there is no sum. */
function rewardsOf(rewards: JsonField | undefined): {
  readonly score: number | undefined;
  readonly components: Readonly<Record<string, number | null>> | undefined;
} {
  const names = Object.keys(rewards?.value ?? {});
  if (rewards === undefined || names.length === 0) return { score: undefined, components: undefined };
  let sum: number | undefined = 0;
  const components: [string, number | null][] = [];
  for (const name of names) {
    const reward = rewards.get(name);
    const score = reward?.number ?? reward?.get("score")?.number;
    components.push([name, score ?? null]);
    sum = score === undefined || sum === undefined ? undefined : sum + score * (reward?.get("weight")?.number ?? 1);
  }
  return { score: sum, components: Object.fromEntries(components) };
}
