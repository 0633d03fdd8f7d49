import type { JudgingSetup } from "./judging";

/** `initializationOptions`. Other clients can omit all of it. */
export interface ClientOptions {
  /** URI of the folder with a page `<rule id>.md` for every rule. Without it, codes have no link. */
  readonly rulePages?: string;
  /** Does the client want statusNotification? */
  readonly status?: boolean;
  /** Does the client answer readFileRequest for files that are not on the server's disk? */
  readonly readsFiles?: boolean;
  /** Does the client have switchOffCommand? */
  readonly switchesOff?: boolean;
  /** Does the client open documents of recordScheme, and have the command openRecordCommand? */
  readonly records?: boolean;
  /** Does the client show runs, and have the command openAsRunCommand? */
  readonly runs?: boolean;
  /** Does the client have the commands of rewards.ts and scorer.ts? */
  readonly rewards?: boolean;
  /** What is set up for judging, if the client answers judgeHttpRequest and has the commands of judging.ts. */
  readonly judging?: JudgingSetup;
  /** Does the user trust the workspace? Until the client says so, no command from a setting is run for anyone. */
  readonly trusted?: boolean;
  /** How long without an edit before a document is audited, in milliseconds; 200 by default. */
  readonly debounce?: number;
  /** The settings under `traceAuditor`, for clients that do not answer requests for them. */
  readonly settings?: unknown;
}
