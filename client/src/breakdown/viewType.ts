/** The view type of the breakdown's webviews, as VS Code and package.json name it. */
export const viewType = "traceAuditor.breakdown";
