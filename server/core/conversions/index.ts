import type { Target } from "./target";
import { chatTarget } from "./targets/chat";
import { shareGptTarget } from "./targets/shareGpt";
import { traceTarget } from "./targets/trace";
import { verlTarget } from "./targets/verl";

/** The target formats. `jsonl` is not among them: it keeps the record's own format. */
export const targets: readonly Target[] = [chatTarget, shareGptTarget, verlTarget, traceTarget];

export { convertSamples, RecordConverter, type ConvertedRecord } from "./recordConverter";
export { recordLines } from "./recordLines";

export function targetNamed(id: string): Target | undefined {
  return targets.find((target) => target.id === id);
}
