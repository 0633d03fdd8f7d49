import { editorCommand } from "./command";

export const restartServerCommand = editorCommand({
  id: "traceAuditor.restartServer",
  title: "Restart Language Server",
  run: ({ client }) => client.restart(),
});
