import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readVerdicts } from "../../../server/core/verdicts/verdicts";
import { judgeForm, judgeTrace } from "./judgeTrace";

const path = "../shared/data/rm-r1/judgements.jsonl";
const isThere = existsSync(path);
if (!isThere) console.warn(`Skipped: ${path} is missing, so the readings are not held against real judgements.`);

interface Judgement {
  readonly text: string;
  readonly chosenIsB: boolean;
  readonly result: number;
}

/** One judgement for each trace: RM-Bench records hold three. */
function judgements(): Judgement[] {
  const lines = readFileSync(path, "utf8").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .flatMap((line) => {
      const record = JSON.parse(line) as Record<string, unknown>;
      const each = <T>(value: unknown): T[] => (Array.isArray(value) ? value : [value]) as T[];
      const texts = each<string>(record["answers"] ?? record["output"]);
      const shuffled = each<boolean>(record["Is_Chosen_Answer_Shuffled_toPositionB"]);
      const results = each<number>(record["results"] ?? record["result"]);
      return texts.map((text, i) => ({
        text,
        chosenIsB: shuffled[i] ?? shuffled[0] ?? false,
        result: results[i] ?? results[0] ?? 0,
      }));
    });
}

describe.skipIf(!isThere)("on real judgements", () => {
  it("the eval reading with the shuffle flag gives every recorded result", () => {
    const all = judgements();
    expect(all.length).toBeGreaterThan(100);
    for (const { text, chosenIsB, result } of all) {
      const { verdict } = readVerdicts(judgeTrace(text), judgeForm, undefined).eval;
      expect(verdict === (chosenIsB ? "B" : "A") ? 1 : 0).toBe(result);
    }
  });
});
