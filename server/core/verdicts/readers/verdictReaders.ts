/** How a program finds a judge's verdict in the text of a trace, as data. */
export interface VerdictReader {
  readonly name: string;
  /** Public name: profiles list it under `readers`. */
  readonly id: string;
  /** The reader, to begin a sentence: "RL training". */
  readonly who: string;
  /** Must the verdict be in its tags, or does the bare marker count? */
  readonly form: "tagged" | "marker";
  /** The number of code points at the end of the text that are examined; null for all. */
  readonly window: number | null;
  /** Is only the gold label searched for, and read even beside the other one? */
  readonly goldAlone: boolean;
}

/** RM-R1's programs. Source: RM-R1's reward function for verl, its benchmark scripts and its filter of distilled traces. */
export const verdictReaders = {
  train: { name: "train", id: "rm-r1-train", who: "RL training", form: "tagged", window: 80, goldAlone: false },
  eval: {
    name: "eval",
    id: "rm-r1-eval",
    who: "The benchmark scripts",
    form: "marker",
    window: null,
    goldAlone: false,
  },
  sftFilter: {
    name: "sftFilter",
    id: "rm-r1-sft-filter",
    who: "The filter of distilled traces",
    form: "marker",
    window: 100,
    goldAlone: true,
  },
} as const satisfies Readonly<Record<string, VerdictReader>>;

/** The programs that read verdicts, by name. */
export type VerdictReaderName = keyof typeof verdictReaders;
