import type { BenchmarkFigures } from "../figures/benchmark";
import type { Scope } from "../scope";
import { rewardBench } from "./rewardBench";
import { rmBench } from "./rmBench";
import { rmb } from "./rmb";

/** The benchmarks that can be scored, by the name that users give. */
export const benchmarks: Readonly<
  Record<BenchmarkFigures["benchmark"], (scope: Scope, asPublished: boolean) => BenchmarkFigures>
> = {
  rewardbench: rewardBench,
  "rm-bench": rmBench,
  rmb,
};
