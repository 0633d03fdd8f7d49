/** A mark of a dialect is only read where grammars/markers.peggy sees that a mark may begin. */
import { describe, expect, it } from "vitest";
import { dialects } from "../../../server/core/dialects/data";
import type { MarkData } from "../../../server/core/dialects/dialect";
import { readMarkers } from "../../../server/core/dialects/marks";

function writtenMarks({ open, close, alsoOpen = [], alsoClose = [] }: MarkData): string[] {
  return [open, ...(close === undefined ? [] : [close]), ...alsoOpen, ...alsoClose];
}

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))("the marks of %s", (_, dialect) => {
  it("have a shape that grammars/markers.peggy sees; one of another shape needs an alternative of Marker there", () => {
    const { section, block, call } = dialect.frame;
    const marks = [section, block, call, dialect.reasoning, dialect.content]
      .flatMap((mark) => (mark === undefined ? [] : writtenMarks(mark)))
      .map((mark) => mark.trim())
      .filter((mark) => mark !== "");
    const unseen = marks.filter((mark) => {
      const text = mark.replace(/\{\w+\}/g, "x1");
      return !readMarkers(text, dialect).some(({ start }) => start === 0);
    });
    expect(unseen).toEqual([]);
  });
});
