import type { SampleNode } from "../samples/samplesTree";
import { editorCommand } from "./command";

export const openSampleCommand = editorCommand({
  id: "traceAuditor.openSample",
  title: "Open Sample",
  when: "false",
  run: ({ samplesFiller }, node?: SampleNode) => samplesFiller.open(node),
});
