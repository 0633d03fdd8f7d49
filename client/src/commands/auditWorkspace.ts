import { editorCommand } from "./command";

export const auditWorkspaceCommand = editorCommand({
  id: "traceAuditor.auditWorkspace",
  title: "Audit All Trace Files in the Workspace",
  icon: "run-all",
  when: "workspaceFolderCount > 0",
  menus: {
    "view/title": { when: "view == traceAuditor.samples && workspaceFolderCount > 0", group: "1_workspace" },
  },
  run: ({ workspaceAudit }) => workspaceAudit.run(),
});
