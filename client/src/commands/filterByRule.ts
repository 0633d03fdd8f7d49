import type { SampleNode } from "../samples/samplesTree";
import { editorCommand } from "./command";

export const filterByRuleCommand = editorCommand({
  id: "traceAuditor.filterByRule",
  title: "Show Only Samples with This Rule",
  when: "false",
  menus: {
    "view/item/context": { when: "view == traceAuditor.samples && viewItem == finding", group: "2_filter@1" },
  },
  run: ({ samplesFiller }, node?: SampleNode) => samplesFiller.filterByRule(node),
});
