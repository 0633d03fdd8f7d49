/**
 * Where features stand that are made for the text of a trace as people write it. In a file of JSON records, where a whole
 * trace is one string of one line, they would only be in the way of the JSON's own.
 */
export const traceDocuments: { language: string }[] = [{ language: "trace" }];
