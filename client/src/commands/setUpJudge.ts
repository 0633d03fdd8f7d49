import { editorCommand } from "./command";

export const setUpJudgeCommand = editorCommand({
  id: "traceAuditor.setUpJudge",
  title: "Set Up a Judge…",
  run: ({ judging }) => judging.setUp(),
});
