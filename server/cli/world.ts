import type { Readable } from "node:stream";
import type { Output } from "./output/output";

/** What a command sees of the process: tests give it another one. */
export interface World {
  readonly stdin: Readable;
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Messages and summaries. */
  readonly stderr: Output;
  /** The working folder: relative paths start here. */
  readonly folder: string;
  /** The script of this process, absolute: worker threads run it too. */
  readonly entry: string;
}
