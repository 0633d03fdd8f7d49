/**
 * The names of the run view in VS Code and package.json: the editor of one file, and the panel of several or of a
 * folder.
 */
export const runEditorType = "traceAuditor.run";
/** The same editor for logs in a zip, which no other editor shows: they open in it by default. */
export const logEditorType = "traceAuditor.runOfLog";

/** Which of them shows a file. */
export function editorTypeOf(path: string): string {
  return path.toLowerCase().endsWith(".eval") ? logEditorType : runEditorType;
}

export const runPanelType = "traceAuditor.runPanel";
