/** The run view as VS Code and package.json name it: the editor of one file, and the panel of several or of a folder. */
export const runEditorType = "traceAuditor.run";
export const runPanelType = "traceAuditor.runPanel";
