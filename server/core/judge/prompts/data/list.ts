/** Written by `npm run generate` from the files of this room: a prompt is a file. */
import groundTruth from "./ground-truth.json";
import mtBenchPair from "./mt-bench-pair.json";
import mtBenchSingle from "./mt-bench-single.json";
import rmR1Instruct from "./rm-r1-instruct.json";
import rmR1Reasoning from "./rm-r1-reasoning.json";
import rollouts from "./rollouts.json";

// Each is checked against its type by test/unit/judge/prompts.test.ts.
export const data: readonly unknown[] = [
  groundTruth,
  mtBenchPair,
  mtBenchSingle,
  rmR1Instruct,
  rmR1Reasoning,
  rollouts,
];
