import type { Disk } from "./disk";
import type { Inflate } from "./inflate";
import type { AppendLog } from "./appendLog";
import type { Clock } from "./clock";
import type { Hash } from "./hash";
import type { Scorer, ScorerCommand } from "./scorer";
import type { Utf8 } from "./utf8";
import type { StartWorkers } from "./workers";

/** What the server needs from its host; tests supply their own. */
export interface Host {
  readonly timers: Timers;
  readonly files: Files;
  /** Runs a team's own scorer. Called only when the user asks for it. */
  readonly startScorer: (command: ScorerCommand) => Scorer;
  /** Where there is a disk: what reads files of it that are not held. */
  readonly large?: LargeFiles;
  /** What judging takes beside the network, which is the client's; undefined where there is no disk to keep judgements on. */
  readonly judging?: JudgingHost;
}

/** What reads files of a disk by ranges. */
export interface LargeFiles {
  readonly disk: Disk;
  readonly utf8: Utf8;
  readonly inflate: Inflate;
  readonly startWorkers: StartWorkers;
}

export interface JudgingHost {
  readonly clock: Clock;
  readonly random: () => number;
  readonly hash: Hash;
  /** The judgements kept in a folder; without one in the user's own, which the command line takes too. */
  readonly openHistory: (folder: string | undefined) => AppendLog;
}

export interface Timers {
  /** Milliseconds, from any fixed moment. */
  now(): number;
  /** Calls `run` after `delay` milliseconds; the returned function cancels that. */
  after(delay: number, run: () => void): () => void;
  /** Lets waiting messages be handled before work continues. */
  breathe(): Promise<void>;
}

export interface Files {
  /** The text of the file at a `file:` URI; undefined if there is none that can be read. */
  read(uri: string): Promise<string | undefined>;
  /**
   * Opens the file at a `file:` URI, to replace it.
   *
   * @throws what the file system throws
   */
  forReplacing(uri: string): Promise<ReplaceableFile>;
}

export interface ReplaceableFile {
  readonly bytes: Uint8Array;
  /**
   * Replaces the file's bytes atomically.
   *
   * @throws ChangedMeanwhile, or what the file system throws; the file is then unchanged
   */
  replace(bytes: Uint8Array): Promise<void>;
}

export interface Logger {
  info(line: string): void;
  error(line: string): void;
  /** Shows the user a message, only once even if it is sent again. Details are in the log. */
  tell(message: string): void;
}
