import { applyPatch } from "diff";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnifiedDiff, unifiedDiff } from "../../../server/core/fixing/unifiedDiff";
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

  it("is the same whatever pieces the text comes in, and holds no more than the hunk that is open", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 });
    const gaps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sizes, gaps, fc.nat(60), (lengths, between, width) => {
        const lines = Array.from({ length: 6000 }, (_, i) => `${i}${"x".repeat((i * 7) % (width + 1))}\n`);
        const edited = new Set<number>();
        for (let line = 0, i = 0; line < lines.length; line += between[i++ % between.length] ?? 1) edited.add(line);
        const text = lines.join("");
        const all: TextEdit[] = [];
        let at = 0;
        for (const [i, line] of lines.entries()) {
          if (edited.has(i)) all.push({ span: { start: at, end: at + line.length - 1 }, text: "new" });
          at += line.length;
        }
        const stream = new UnifiedDiff("a.jsonl");
        let [written, held] = ["", 0];
        for (let start = 0, i = 0, next = 0; start < text.length; i++) {
          let end = start + (lengths[i % lengths.length] ?? 1);
          // A record, and so an edit, lies within a piece.
          const cut = all.find(({ span }) => span.start < end && span.end > end);
          if (cut !== undefined) end = cut.span.end;
          const inside: TextEdit[] = [];
          for (; next < all.length && (all[next]?.span.end ?? 0) <= end; next++) {
            const { span, text: to } = all[next] as TextEdit;
            inside.push({ span: { start: span.start - start, end: span.end - start }, text: to });
          }
          written += stream.add(text.slice(start, end), inside);
          held = Math.max(held, stream.held);
          start = end;
        }
        expect(written + stream.end()).toBe(diff(text, all));
        if (Math.min(...between) > 40) expect(held).toBeLessThan(3 * 90_000 + 2 * (64 << 10));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("says of a text that changed throughout that all of it went", () => {
    const before = Array.from({ length: 5000 }, (_, i) => `a${i}\n`).join("");
    const after = before.replaceAll("a", "b");
    const patch = diff(before, [{ span: { start: 0, end: before.length }, text: after }]);
    expect(applyPatch(before, patch)).toBe(after);
  });
});
