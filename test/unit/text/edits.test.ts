import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, narrowed, overlap } from "../../../server/core/text/edits";

const edit = (start: number, end: number, text: string): Parameters<typeof applyEdits>[1][number] => ({
  span: { start, end },
  text,
});

describe("edits", () => {
  it("are applied in the text's order, whatever theirs", () => {
    expect(applyEdits("abcdef", [edit(4, 5, "E!"), edit(1, 2, ""), edit(6, 6, "g")])).toBe("acdE!fg");
    expect(() => applyEdits("abcdef", [edit(0, 3, "x"), edit(2, 4, "y")])).toThrow("overlap at 2");
  });

  it("touch one another where they meet, too: two insertions at one place have no order", () => {
    expect(overlap([edit(1, 2, "")], [edit(2, 3, "")])).toBe(true);
    expect(overlap([edit(1, 2, "")], [edit(3, 4, "")])).toBe(false);
  });

  it("are narrowed to what differs, and never cut a line end or a character in two", () => {
    expect(narrowed("one two three", "one 2 three")).toEqual(edit(4, 7, "2"));
    expect(narrowed("a\r\nb", "a\nb")).toEqual(edit(1, 3, "\n"));
    const text = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n", "\r\n", "😀", "🙂") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const made = narrowed(before, after);
        expect(applyEdits(before, [made])).toBe(after);
        for (const at of [made.span.start, made.span.end]) {
          expect(before.slice(at - 1, at + 1)).not.toMatch(/^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/);
        }
      }),
    );
  });
});
