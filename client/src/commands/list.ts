/** Written by `npm run generate` from the files of this room: a command is a file. */
import type { EditorCommand } from "./command";
import { auditInTerminalCommand } from "./auditInTerminal";
import { auditWorkspaceCommand } from "./auditWorkspace";
import { clearSamplesFilterCommand } from "./clearSamplesFilter";
import { convertCallsCommand } from "./convertCalls";
import { filterByRuleCommand } from "./filterByRule";
import { filterSamplesCommand } from "./filterSamples";
import { fixAllSafeCommand } from "./fixAllSafe";
import { getStartedCommand } from "./getStarted";
import { nextRecordCommand } from "./nextRecord";
import { openAsRunCommand } from "./openAsRun";
import { openExampleCommand } from "./openExample";
import { openPackedFileCommand } from "./openPackedFile";
import { openRecordCommand } from "./openRecord";
import { openRulePageCommand } from "./openRulePage";
import { openSampleCommand } from "./openSample";
import { openTraceFileCommand } from "./openTraceFile";
import { pickProfileCommand } from "./pickProfile";
import { pickRecordFormatCommand } from "./pickRecordFormat";
import { previousRecordCommand } from "./previousRecord";
import { rejudgeCommand } from "./rejudge";
import { rejudgeFileCommand } from "./rejudgeFile";
import { rejudgeSelectionCommand } from "./rejudgeSelection";
import { rescoreCommand } from "./rescore";
import { restartServerCommand } from "./restartServer";
import { runScorerCommand } from "./runScorer";
import { runScorerOnFileCommand } from "./runScorerOnFile";
import { setUpJudgeCommand } from "./setUpJudge";
import { showBreakdownCommand } from "./showBreakdown";
import { showJudgementsCommand } from "./showJudgements";
import { showOutputCommand } from "./showOutput";
import { showReadingCommand } from "./showReading";
import { showRecordInFileCommand } from "./showRecordInFile";
import { showSampleInFileCommand } from "./showSampleInFile";
import { switchOffCommand } from "./switchOff";
import { tryRewardCommand } from "./tryReward";

export const commands: readonly EditorCommand[] = [
  auditInTerminalCommand,
  auditWorkspaceCommand,
  clearSamplesFilterCommand,
  convertCallsCommand,
  filterByRuleCommand,
  filterSamplesCommand,
  fixAllSafeCommand,
  getStartedCommand,
  nextRecordCommand,
  openAsRunCommand,
  openExampleCommand,
  openPackedFileCommand,
  openRecordCommand,
  openRulePageCommand,
  openSampleCommand,
  openTraceFileCommand,
  pickProfileCommand,
  pickRecordFormatCommand,
  previousRecordCommand,
  rejudgeCommand,
  rejudgeFileCommand,
  rejudgeSelectionCommand,
  rescoreCommand,
  restartServerCommand,
  runScorerCommand,
  runScorerOnFileCommand,
  setUpJudgeCommand,
  showBreakdownCommand,
  showJudgementsCommand,
  showOutputCommand,
  showReadingCommand,
  showRecordInFileCommand,
  showSampleInFileCommand,
  switchOffCommand,
  tryRewardCommand,
];
