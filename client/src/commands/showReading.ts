import { tell } from "../shown";
import { editorOfTrace } from "./editorOfTrace";
import { editorCommand, inTraces, ofTraces } from "./command";

export const showReadingCommand = editorCommand({
  id: "traceAuditor.showReading",
  title: "Show How It Was Read",
  when: inTraces,
  menus: { "editor/context": { when: ofTraces, group: "9_traceAuditor@2" } },
  run: async ({ readings, documents }) => {
    const editor = editorOfTrace(documents);
    if (editor !== undefined) await readings.show(editor.document, editor.selection.active);
    else void tell("Open a trace first: this shows how the trace at the cursor was read.");
  },
});
