import { editorCommand, inRecords } from "./command";

export const nextRecordCommand = editorCommand({
  id: "traceAuditor.nextRecord",
  title: "Next Record",
  icon: "arrow-down",
  when: inRecords,
  menus: {
    "editor/title": { when: inRecords, group: "navigation@2" },
  },
  key: { press: "alt+pagedown", when: `editorTextFocus && ${inRecords}` },
  run: ({ opener, samplesFiller }) => opener.go(1, samplesFiller.beside),
});
