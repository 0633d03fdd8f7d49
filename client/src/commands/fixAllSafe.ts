import { fixAllSafe } from "../fixing/fixAllSafe";
import { tell } from "../shown";
import { editorCommand, inTraces, ofTraces } from "./command";
import { editorOfTrace } from "./editorOfTrace";

export const fixAllSafeCommand = editorCommand({
  id: "traceAuditor.fixAllSafe",
  title: "Fix All That Is Safe in This File",
  when: inTraces,
  menus: { "editor/context": { when: ofTraces, group: "9_traceAuditor@4" } },
  run: async ({ client, documents }) => {
    const document = editorOfTrace(documents)?.document;
    if (document === undefined) void tell("Open a trace file first: this makes its safe fixes.");
    else await fixAllSafe(client, document);
  },
});
