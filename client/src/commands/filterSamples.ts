import { editorCommand } from "./command";

export const filterSamplesCommand = editorCommand({
  id: "traceAuditor.filterSamples",
  title: "Filter Samples…",
  icon: "filter",
  when: "traceAuditor.samplesListed",
  menus: {
    "view/title": { when: "view == traceAuditor.samples && traceAuditor.samplesListed", group: "navigation@1" },
  },
  run: ({ samplesFiller }) => samplesFiller.filter(),
});
