/**
 * Written by `npm run generate` from the files of commands/: what activation registers, without loading what the
 * commands need.
 */
export const commandIds = [
  "traceAuditor.auditInTerminal",
  "traceAuditor.auditWorkspace",
  "traceAuditor.clearSamplesFilter",
  "traceAuditor.convertCalls",
  "traceAuditor.filterByRule",
  "traceAuditor.filterSamples",
  "traceAuditor.fixAllSafe",
  "traceAuditor.getStarted",
  "traceAuditor.nextRecord",
  "traceAuditor.openAsRun",
  "traceAuditor.openExample",
  "traceAuditor.openPackedFile",
  "traceAuditor.openRecord",
  "traceAuditor.openRulePage",
  "traceAuditor.openSample",
  "traceAuditor.openTraceFile",
  "traceAuditor.pickProfile",
  "traceAuditor.pickRecordFormat",
  "traceAuditor.previousRecord",
  "traceAuditor.rejudge",
  "traceAuditor.rejudgeFile",
  "traceAuditor.rejudgeSelection",
  "traceAuditor.rescore",
  "traceAuditor.restartServer",
  "traceAuditor.runScorer",
  "traceAuditor.runScorerOnFile",
  "traceAuditor.setUpJudge",
  "traceAuditor.showBreakdown",
  "traceAuditor.showJudgements",
  "traceAuditor.showOutput",
  "traceAuditor.showReading",
  "traceAuditor.showRecordInFile",
  "traceAuditor.showSampleInFile",
  "traceAuditor.switchOff",
  "traceAuditor.tryReward",
] as const;

export type CommandId = (typeof commandIds)[number];
