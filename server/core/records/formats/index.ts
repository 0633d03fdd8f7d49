import type { JsonFormat } from "../shared/jsonFormat";
import { chat } from "./chat";
import { nemoGym } from "./nemoGym";
import { nemoRl } from "./nemoRl";
import { openAiBatch } from "./openAiBatch";
import { promptCompletion } from "./promptCompletion";
import { rewardBenchLog } from "./rewardBenchLog";
import { rmBenchLog } from "./rmBenchLog";
import { rmbPair } from "./rmbPair";
import { rmR1Training } from "./rmR1Training";
import { shareGpt } from "./shareGpt";
import { templatedText } from "./templatedText";
import { toolrlRaw } from "./toolrlRaw";
import { trlCompletions } from "./trlCompletions";
import { verifiers } from "./verifiers";
import { verlDump } from "./verlDump";
import { verlTrainingSet } from "./verlTrainingSet";

/** Every shape of JSON records. A record that fits several is of the first: those with telling names come first. */
export const jsonFormats: readonly JsonFormat[] = [
  rewardBenchLog,
  rmBenchLog,
  rmbPair,
  rmR1Training,
  nemoGym,
  openAiBatch,
  nemoRl,
  verlTrainingSet,
  toolrlRaw,
  verifiers,
  trlCompletions,
  verlDump,
  chat,
  shareGpt,
  templatedText,
  promptCompletion,
];

/** A format by its public name. */
export function jsonFormat(id: string): JsonFormat | undefined {
  return jsonFormats.find((format) => format.id === id);
}
