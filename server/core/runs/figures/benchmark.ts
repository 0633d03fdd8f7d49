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
  /** Remarks: records that belong to no section, a missing subset, how an error was treated. */
  readonly notes: readonly string[];
}
