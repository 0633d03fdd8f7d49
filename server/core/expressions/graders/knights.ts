import { pythonPattern } from "../../python/regex/pattern";
import { countOf, stripped } from "../../python/strings";
import { isAbsent, undecided, type Truth } from "../absent";
import type { Grader } from "./grader";
import { whyNoTruth } from "../scored";

/** Logic-RL's knights and knaves: does the answer give the right role of each person? */
export const knights: Grader = {
  name: "knights",
  means: "the answer gives each person the role that the ground truth gives (knight or knave)",
  also: ["answer", "ask"],
  build(json, path, builder) {
    const answer = builder.readOf(json, "answer", path);
    const asksParsed = builder.oneOf(json.ask ?? "right", ["right", "parsed"] as const, `${path}.ask`) === "parsed";
    return (context) => {
      const texts = context.run(answer);
      if (isAbsent(texts)) return texts.absent === "none" ? false : texts;
      const [truth] = context.record.truth ?? [];
      if (truth === undefined) return undecided(whyNoTruth(context.record));
      return gradeKnights(texts[0]?.text ?? "", truth, asksParsed);
    };
  },
};

function gradeKnights(answer: string, truth: string, asksParsed: boolean): Truth {
  const expected = rolesOf(truth);
  const lower = answer.toLowerCase();
  if (countOf(lower, "knight") + countOf(lower, "knave") !== expected.size) return false;
  let right = true;
  for (const [name, role] of expected) {
    const pattern = pythonPattern(`\\b${name}\\b\\s+is\\s+a\\s+\\b(knight|knave)\\b`, "i");
    const said = pattern.ok ? pattern.pattern.match(answer, "anywhere")?.textOf(1) : undefined;
    if (said === undefined) return false;
    right &&= said.toLowerCase() === role;
  }
  return asksParsed || right;
}

const person = pythonPattern("\\b([A-Za-z]+)\\b.*?\\b(knight|knave)\\b", "i");

function rolesOf(truth: string): ReadonlyMap<string, string> {
  const roles = new Map<string, string>();
  for (const line of truth.split("\n").map(stripped)) {
    const found = person.ok ? person.pattern.match(line, "anywhere") : undefined;
    const [name, role] = [found?.textOf(1), found?.textOf(2)];
    if (name !== undefined && role !== undefined) roles.set(name, role.toLowerCase());
  }
  return roles;
}
