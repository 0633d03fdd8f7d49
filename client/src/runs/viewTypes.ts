/**
 * The names of the run view in VS Code and package.json: the editor of one file, and the panel of several or of a
 * folder.
 */
export const runEditorType = "traceAuditor.run";
export const runPanelType = "traceAuditor.runPanel";
