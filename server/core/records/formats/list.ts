/** Written by `npm run generate` from the files of this room: a format is a file. */
import type { JsonFormat } from "../shared/jsonFormat";
import { chat } from "./chat";
import { nemoGym } from "./nemoGym";
import { nemoRl } from "./nemoRl";
import { openAiBatch } from "./openAiBatch";
import { promptCompletion } from "./promptCompletion";
import { rewardBenchLog } from "./rewardBenchLog";
import { rmBenchLog } from "./rmBenchLog";
import { rmR1Training } from "./rmR1Training";
import { rmbPair } from "./rmbPair";
import { shareGpt } from "./shareGpt";
import { templatedText } from "./templatedText";
import { toolrlRaw } from "./toolrlRaw";
import { trlCompletions } from "./trlCompletions";
import { verifiers } from "./verifiers";
import { verlDump } from "./verlDump";
import { verlTrainingSet } from "./verlTrainingSet";

export const formats: readonly JsonFormat[] = [
  chat,
  nemoGym,
  nemoRl,
  openAiBatch,
  promptCompletion,
  rewardBenchLog,
  rmBenchLog,
  rmR1Training,
  rmbPair,
  shareGpt,
  templatedText,
  toolrlRaw,
  trlCompletions,
  verifiers,
  verlDump,
  verlTrainingSet,
];
