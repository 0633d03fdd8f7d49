import type { Readable } from "node:stream";
import type { Output } from "./output/output";

/** The process as a command sees it; tests provide their own. */
export interface World {
  readonly stdin: Readable;
  /** For results only. */
  readonly stdout: Output;
  /** For messages and summaries. */
  readonly stderr: Output;
  /** The working folder: relative paths start here. */
  readonly folder: string;
  /** The script of this process, absolute: worker threads run it too. */
  readonly entry: string;
}
