/** Written by `npm run generate` from the files of this room: a profile is a file. */
import boxedAnswer from "./boxed-answer.json";
import hermes from "./hermes.json";
import judge from "./judge.json";
import reasoningAnswer from "./reasoning-answer.json";
import rmR1Reasoning from "./rm-r1-reasoning.json";
import rmR1 from "./rm-r1.json";
import searchAgent from "./search-agent.json";
import thinkAnswer from "./think-answer.json";
import toolrl from "./toolrl.json";

// Each is checked against its type by test/unit/config/schema.test.ts.
export const data: readonly unknown[] = [
  boxedAnswer,
  hermes,
  judge,
  reasoningAnswer,
  rmR1Reasoning,
  rmR1,
  searchAgent,
  thinkAnswer,
  toolrl,
];
