/** The breakdown's webviews, as VS Code and package.json name them. */
export const viewType = "traceAuditor.breakdown";
