/**
 * Documents for features that work on a trace's text as people write it. In a file of JSON records, where a whole trace
 * is one string on one line, they would only get in the way of the JSON features.
 */
export const traceDocuments: { language: string }[] = [{ language: "trace" }];
