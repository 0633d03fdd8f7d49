import type { SampleNode } from "../samples/samplesTree";
import { editorCommand } from "./command";

export const showSampleInFileCommand = editorCommand({
  id: "traceAuditor.showSampleInFile",
  title: "Show in File",
  icon: "go-to-file",
  when: "false",
  menus: {
    "view/item/context": { when: "view == traceAuditor.samples && viewItem =~ /^(sample|finding)$/", group: "inline" },
  },
  run: ({ samplesFiller }, node?: SampleNode) => samplesFiller.showInFile(node),
});
