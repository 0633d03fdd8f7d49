import type { Sample } from "../model/sample";

/** A format in which records are written. One file each in `targets/`. */
export interface Target {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** Are its records JSON objects, which can have further fields? */
  readonly holdsFields?: true;
  /** A record's samples in the format, with its line ends. */
  write(samples: readonly Sample[]): string;
  /** The samples that a reader of the format reads from that. */
  read(text: string): readonly Sample[];
}
