import { switchOffCommand } from "../../server/protocol/documents";

/** All commands that can be called, whether a menu shows them or a link holds them. */
export const commandIds = [
  "traceAuditor.pickProfile",
  "traceAuditor.pickRecordFormat",
  "traceAuditor.openRecord",
  "traceAuditor.nextRecord",
  "traceAuditor.previousRecord",
  "traceAuditor.showRecordInFile",
  "traceAuditor.showBreakdown",
  "traceAuditor.rescore",
  "traceAuditor.runScorer",
  "traceAuditor.runScorerOnFile",
  switchOffCommand,
  "traceAuditor.auditWorkspace",
  "traceAuditor.filterSamples",
  "traceAuditor.clearSamplesFilter",
  "traceAuditor.openSample",
  "traceAuditor.showSampleInFile",
  "traceAuditor.auditInTerminal",
  "traceAuditor.fixAllSafe",
  "traceAuditor.getStarted",
  "traceAuditor.openExample",
  "traceAuditor.openRulePage",
  "traceAuditor.showOutput",
  "traceAuditor.restartServer",
] as const;

export type CommandId = (typeof commandIds)[number];

/** What each of some commands does; what it is called with is for whoever calls it to know. */
export type Commands<Id extends CommandId = CommandId> = { readonly [Each in Id]: (...args: never[]) => unknown };
