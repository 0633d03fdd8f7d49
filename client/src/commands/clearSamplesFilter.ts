import { editorCommand } from "./command";

export const clearSamplesFilterCommand = editorCommand({
  id: "traceAuditor.clearSamplesFilter",
  title: "Show All Samples",
  icon: "clear-all",
  when: "traceAuditor.samplesFiltered",
  menus: {
    "view/title": { when: "view == traceAuditor.samples && traceAuditor.samplesFiltered", group: "navigation@2" },
  },
  run: ({ samplesFiller }) => samplesFiller.clearFilter(),
});
