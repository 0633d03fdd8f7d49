import { describe, expect, it } from "vitest";
import { noColours } from "../../../server/cli/output/colours";
import { ScoreTable } from "../../../server/cli/score/scoreTable";

function table(lines: readonly object[], width = 100): string[] {
  const written = new ScoreTable({ colours: noColours, width });
  // Line by line, as they may arrive.
  return lines.flatMap((line) =>
    written
      .write(`${JSON.stringify(line)}\n`)
      .split("\n")
      .slice(0, -1),
  );
}

const head = { file: "a.jsonl", trace: 0 };

describe("scores on a terminal", () => {
  it("are a table with a head for each file, the score first", () => {
    expect(
      table([
        { ...head, record: 0, id: "x", step: 3, score: 2.5, format: 1, correctness: 1.5 },
        { ...head, record: 1, id: "y", step: 3, score: -2, format: 1, correctness: -3 },
        {
          ...head,
          file: "b.jsonl",
          record: 11,
          trace: 1,
          reward: "own",
          step: 0,
          score: 1 / 3,
          components: { box: 1 },
        },
      ]),
    ).toEqual([
      "a.jsonl",
      "       id                        score   step  format  correctness",
      "   #1  x                           2.5      3       1          1.5",
      "   #2  y                            -2      3       1           -3",
      "",
      "b.jsonl",
      "       id      score  reward   step    box",
      "#12.2         0.3333  own         0      1",
    ]);
  });

  it("say what was not scored and what is not known", () => {
    const lines = table([
      { ...head, record: 0, score: 1, verdict: { parsed: "A", eval: null }, gold: "A" },
      { ...head, record: 1, error: { code: "no-gold", message: "There is no gold label." } },
      { ...head, record: 2, score: null, verdict: { parsed: null, eval: "B" }, gold: "B" },
    ]);
    expect(lines.slice(2)).toEqual([
      "   #1             1  A           –  A",
      "   #2  not scored: There is no gold label.",
      "   #3             –  –           B  B",
    ]);
  });

  it("obey nothing in a record, and are no wider than the terminal", () => {
    const id = `\u001B[2J${"x".repeat(500)}`;
    const lines = table([{ ...head, file: id, record: 0, id, score: 1, [id]: 1 }], 60);
    expect(lines.filter((line) => line.length > 60 || line.includes("\u001B"))).toEqual([]);
  });
});
