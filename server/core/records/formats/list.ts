/** Written by `npm run generate` from the files of this room: a format is a file. */
import type { JsonFormat } from "../fields/jsonFormat";
import { agentLens } from "./agentLens";
import { areal } from "./areal";
import { artTrajectories } from "./artTrajectories";
import { atif } from "./atif";
import { autoGen } from "./autoGen";
import { chat } from "./chat";
import { claudeCode } from "./claudeCode";
import { codex } from "./codex";
import { deepEval } from "./deepEval";
import { dspy } from "./dspy";
import { googleAdk } from "./googleAdk";
import { inspectLog } from "./inspectLog";
import { inspectSample } from "./inspectSample";
import { judgedOutcomes } from "./judgedOutcomes";
import { kto } from "./kto";
import { langChain } from "./langChain";
import { lightEval } from "./lightEval";
import { liteLlm } from "./liteLlm";
import { lmEval } from "./lmEval";
import { messageList } from "./messageList";
import { msSwift } from "./msSwift";
import { mtBench } from "./mtBench";
import { mtBenchJudgments } from "./mtBenchJudgments";
import { nemoGym } from "./nemoGym";
import { nemoRl } from "./nemoRl";
import { openAiAgentsTrace } from "./openAiAgentsTrace";
import { openAiBatch } from "./openAiBatch";
import { openHands } from "./openHands";
import { openHandsEvents } from "./openHandsEvents";
import { openTelemetry } from "./openTelemetry";
import { predictions } from "./predictions";
import { preferencePair } from "./preferencePair";
import { promptCompletion } from "./promptCompletion";
import { promptfoo } from "./promptfoo";
import { pydanticAi } from "./pydanticAi";
import { ragas } from "./ragas";
import { rewardBenchGroups } from "./rewardBenchGroups";
import { rewardBenchLog } from "./rewardBenchLog";
import { rllm } from "./rllm";
import { rmBenchLog } from "./rmBenchLog";
import { rmR1Training } from "./rmR1Training";
import { rmbBestOfN } from "./rmbBestOfN";
import { rmbPair } from "./rmbPair";
import { roll } from "./roll";
import { scoutTranscript } from "./scoutTranscript";
import { shareGpt } from "./shareGpt";
import { skyRl } from "./skyRl";
import { smolAgents } from "./smolAgents";
import { sweAgent } from "./sweAgent";
import { tau2Bench } from "./tau2Bench";
import { tauBench } from "./tauBench";
import { templatedText } from "./templatedText";
import { tinker } from "./tinker";
import { tokens } from "./tokens";
import { toolrlRaw } from "./toolrlRaw";
import { trlCompletions } from "./trlCompletions";
import { verifiers } from "./verifiers";
import { verifiersTraces } from "./verifiersTraces";
import { verlDump } from "./verlDump";
import { verlTrainingSet } from "./verlTrainingSet";

export const formats: readonly JsonFormat[] = [
  agentLens,
  areal,
  artTrajectories,
  atif,
  autoGen,
  chat,
  claudeCode,
  codex,
  deepEval,
  dspy,
  googleAdk,
  inspectLog,
  inspectSample,
  judgedOutcomes,
  kto,
  langChain,
  lightEval,
  liteLlm,
  lmEval,
  messageList,
  msSwift,
  mtBench,
  mtBenchJudgments,
  nemoGym,
  nemoRl,
  openAiAgentsTrace,
  openAiBatch,
  openHands,
  openHandsEvents,
  openTelemetry,
  predictions,
  preferencePair,
  promptCompletion,
  promptfoo,
  pydanticAi,
  ragas,
  rewardBenchGroups,
  rewardBenchLog,
  rllm,
  rmBenchLog,
  rmR1Training,
  rmbBestOfN,
  rmbPair,
  roll,
  scoutTranscript,
  shareGpt,
  skyRl,
  smolAgents,
  sweAgent,
  tau2Bench,
  tauBench,
  templatedText,
  tinker,
  tokens,
  toolrlRaw,
  trlCompletions,
  verifiers,
  verifiersTraces,
  verlDump,
  verlTrainingSet,
];
