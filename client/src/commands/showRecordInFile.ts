import { editorCommand, inRecords } from "./command";

export const showRecordInFileCommand = editorCommand({
  id: "traceAuditor.showRecordInFile",
  title: "Show Record in Its File",
  icon: "go-to-file",
  when: inRecords,
  menus: {
    "editor/title": { when: inRecords, group: "navigation@3" },
  },
  run: ({ opener }) => opener.showInFile(),
});
