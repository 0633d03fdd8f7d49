import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { isAbsent } from "../../../server/core/expressions/absent";
import { evaluate } from "../../../server/core/expressions/evaluate";
import { presetVerdict, presetVerdictNames } from "../../../server/core/verdicts/readers/presets";

const folder = join(import.meta.dirname, "../../../docs/presets/verdicts");

it.each(presetVerdictNames)("the page of %s has answers that are read as it says", (name) => {
  const page = readFileSync(join(folder, `${name}.md`), "utf8");
  const answers = [...page.matchAll(/^It (?:reads `(.*)`|stops with an error) in\n\n```text\n([\s\S]*?)\n```$/gm)];
  expect(answers.length).toBeGreaterThanOrEqual(4);
  const labels = answers.map(([, label]) => label);
  // One of them passes, and another does not.
  expect(new Set(labels).size).toBeGreaterThan(1);
  for (const [, label, completion] of answers) {
    const outcome = evaluate(presetVerdict(name)!.verdict, { completion: completion! });
    if (label === undefined) expect(isAbsent(outcome)).toBe(true);
    else expect(outcome).toEqual({ label: JSON.parse(label) as unknown });
  }
});
