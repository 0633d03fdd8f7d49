/** How a run of the suite went; written by the extension host, read by the process that started it. */
export interface SuiteResult {
  passed: number;
  skipped: number;
  readonly failures: { readonly name: string; readonly message: string }[];
}
