/** `initializationOptions`. Any other client may leave all of it out. */
export interface ClientOptions {
  /** URI of the folder that holds a page `<rule id>.md` for every rule. Without it codes carry no link. */
  readonly rulePages?: string;
  /** Does the client want statusNotification? */
  readonly status?: boolean;
  /** Does the client answer readFileRequest for files that are not on the server's disk? */
  readonly readsFiles?: boolean;
  /** Has the client switchOffCommand? */
  readonly switchesOff?: boolean;
  /** Does the client open documents of recordScheme, and has it the command openRecordCommand? */
  readonly records?: boolean;
  /** Has the client the commands of rewards.ts and scorer.ts? */
  readonly rewards?: boolean;
  /** Does the user trust the workspace? Until the client says so, nothing that a setting names is run, whoever asks. */
  readonly trusted?: boolean;
  /** Milliseconds without an edit before a document is audited; 200 without it. */
  readonly debounce?: number;
  /** The settings under `traceAuditor`, for clients that cannot be asked for them. */
  readonly settings?: unknown;
}
