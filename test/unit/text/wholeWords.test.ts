import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../server/core/text/edits";
import { ofWholeWords } from "../../../server/core/text/wholeWords";

describe("a change of whole words", () => {
  it("takes in the letters around it, and means the same", () => {
    const text = 'call "wether" now';
    const edit = { span: { start: 8, end: 8 }, text: "a" };
    expect(ofWholeWords(text, edit)).toEqual({ span: { start: 6, end: 12 }, text: "weather" });
    expect(applyEdits(text, [ofWholeWords(text, edit)])).toBe(applyEdits(text, [edit]));
    expect(ofWholeWords(text, { span: { start: 4, end: 5 }, text: "" })).toEqual({
      span: { start: 0, end: 5 },
      text: "call",
    });
  });
});
