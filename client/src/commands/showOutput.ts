import { editorCommand } from "./command";

export const showOutputCommand = editorCommand({
  id: "traceAuditor.showOutput",
  title: "Show Output",
  run: ({ output }) => output.show(),
});
