import { applyPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDiff } from "../../../server/core/fixing/unifiedDiff";
import { applyEdits, type TextEdit } from "../../../server/core/text/edits";

const diff = (text: string, edits: readonly TextEdit[]): string => unifiedDiff("a.jsonl", text, edits);

/** One edit for each line that matches, which replaces it. */
function linesTo(text: string, from: string, to: string): TextEdit[] {
  return [...text.matchAll(new RegExp(from, "g"))].map(({ index, 0: found }) => ({
    span: { start: index, end: index + found.length },
    text: to,
  }));
}

describe("a unified diff", () => {
  it("shows an edit with three lines around it", () => {
    const text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    expect(diff(text, linesTo(text, "5", "five"))).toBe(
      "--- a/a.jsonl\n+++ b/a.jsonl\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
    );
  });

  it("says where the last line has no end", () => {
    expect(diff("1\n2", linesTo("1\n2", "1", "one"))).toBe(
      "--- a/a.jsonl\n+++ b/a.jsonl\n@@ -1,2 +1,2 @@\n-1\n+one\n 2\n\\ No newline at end of file\n",
    );
  });

  it("is empty where nothing changes", () => {
    expect(diff("1\n2\n", [])).toBe("");
    expect(diff("1\n2\n", linesTo("1\n2\n", "2", "2"))).toBe("");
  });

  it("gives the edited text when it is applied, whatever the edits are", () => {
    const line = fc.constantFrom("", "a", "b", "a b", "ab\tc");
    const text = fc
      .tuple(fc.array(line, { maxLength: 30 }), fc.boolean())
      .map(([all, ends]) => all.join("\n") + (ends ? "\n" : ""));
    const cut = fc.tuple(fc.nat(100), fc.nat(100), fc.constantFrom("", "x", "\n", "x\ny", "a\n", "\n\n"));
    fc.assert(
      fc.property(text, fc.array(cut, { maxLength: 6 }), (given, cuts) => {
        const edits: TextEdit[] = [];
        for (const [gap, length, written] of cuts) {
          const start = (edits.at(-1)?.span.end ?? -1) + 1 + (gap % 9);
          const end = start + (length % 5);
          if (end <= given.length) edits.push({ span: { start, end }, text: written });
        }
        const patch = diff(given, edits);
        const edited = applyEdits(given, edits);
        expect(patch === "" ? given : applyPatch(given, patch)).toBe(edited);
      }),
      { seed: 4, numRuns: 3000 },
    );
  });

  it("says of a text that changed throughout that all of it went", () => {
    const before = Array.from({ length: 5000 }, (_, i) => `a${i}\n`).join("");
    const after = before.replaceAll("a", "b");
    const patch = diff(before, [{ span: { start: 0, end: before.length }, text: after }]);
    expect(applyPatch(before, patch)).toBe(after);
  });
});
