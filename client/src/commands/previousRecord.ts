import { editorCommand, inRecords } from "./command";

export const previousRecordCommand = editorCommand({
  id: "traceAuditor.previousRecord",
  title: "Previous Record",
  icon: "arrow-up",
  when: inRecords,
  menus: {
    "editor/title": { when: inRecords, group: "navigation@1" },
  },
  key: { press: "alt+pageup", when: `editorTextFocus && ${inRecords}` },
  run: ({ opener, samplesFiller }) => opener.go(-1, samplesFiller.beside),
});
