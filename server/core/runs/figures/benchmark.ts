import type { Share } from "./figure";

/** A benchmark's scores. */
export interface BenchmarkFigures {
  readonly benchmark: "rewardbench" | "rm-bench" | "rmb";
  readonly asPublished: boolean;
  /** The benchmark's own total. */
  readonly total: number | undefined;
  /** Sections or domains. */
  readonly sections: readonly { readonly name: string; readonly value: number | undefined; readonly n: number }[];
  /** Subsets with their intervals. */
  readonly subsets: readonly { readonly name: string; readonly share: Share }[];
  /** All records together. */
  readonly plain: Share;
  /** What has to be said: records that are of no section, a subset that is missing, how a slip was treated. */
  readonly notes: readonly string[];
}
