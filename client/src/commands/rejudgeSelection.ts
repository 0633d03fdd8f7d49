import { editorCommand, inTraces } from "./command";

export const rejudgeSelectionCommand = editorCommand({
  id: "traceAuditor.rejudgeSelection",
  title: "Judge the Selected Samples",
  when: inTraces,
  run: ({ judging }) => judging.judgeSelection(),
});
