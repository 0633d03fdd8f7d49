import type { Scorer, ScorerCommand } from "./scorer";

/** What the server needs from the world; tests give their own. */
export interface Host {
  readonly timers: Timers;
  readonly files: Files;
  /** Runs a team's own scorer. Called at the user's word only. */
  readonly startScorer: (command: ScorerCommand) => Scorer;
}

export interface Timers {
  /** Milliseconds, from any fixed moment. */
  now(): number;
  /** Calls `run` after `delay` milliseconds; the function that is returned calls it off. */
  after(delay: number, run: () => void): () => void;
  /** Lets waiting messages in before work goes on. */
  breathe(): Promise<void>;
}

export interface Files {
  /** The text of the file at a `file:` URI; undefined where there is none that can be read. */
  read(uri: string): Promise<string | undefined>;
  /**
   * The file at a `file:` URI, to be replaced.
   *
   * @throws what the file system throws
   */
  forReplacing(uri: string): Promise<ReplaceableFile>;
}

export interface ReplaceableFile {
  readonly bytes: Uint8Array;
  /**
   * Puts other bytes in their place, at once.
   *
   * @throws ChangedMeanwhile, or what the file system throws; the file is as it was then
   */
  replace(bytes: Uint8Array): Promise<void>;
}

export interface Logger {
  info(line: string): void;
  error(line: string): void;
  /** Shows the user a message, once however often it comes. What else there is to say is in the log. */
  tell(message: string): void;
}
