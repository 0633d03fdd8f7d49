import type { Sample } from "../model/sample";

/** A format that records are written in. One file each in `targets/`. */
export interface Target {
  readonly id: string;
  /** For people. */
  readonly title: string;
  /** A record's samples as the format writes them, with its line ends. */
  write(samples: readonly Sample[]): string;
  /** What a reader of the format reads from that. */
  read(text: string): readonly Sample[];
}
