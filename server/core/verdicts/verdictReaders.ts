import type { OfficialReading } from "./readingConflicts";

/** Public names of the readers of a judge's verdict: profiles list them under `readers`. */
export const verdictReaders: Readonly<Record<OfficialReading["name"], string>> = {
  train: "rm-r1-train",
  eval: "rm-r1-eval",
  sftFilter: "rm-r1-sft-filter",
};
