import type { SampleNode } from "../samples/samplesTree";
import { editorCommand } from "./command";

export const openSampleCommand = editorCommand({
  id: "traceAuditor.openSample",
  title: "Open Sample",
  when: "false",
  menus: {
    "view/item/context": {
      when: "view == traceAuditor.samples && viewItem =~ /^(sample|finding)$/",
      group: "1_open@1",
    },
  },
  run: ({ samplesFiller }, node?: SampleNode) => samplesFiller.open(node),
});
