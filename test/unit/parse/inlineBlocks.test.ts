import { describe, expect, it } from "vitest";
import { blocksNamed } from "../../../server/core/model/trace";
import { textOf } from "../../../server/core/text/span";
import { judgeTrace } from "../verdicts/judgeTrace";

/** The contents of the quotes in an evaluation; `…` behind one that is not closed. */
function quotes(evaluation: string): string[] {
  const trace = judgeTrace(`<eval>\n${evaluation}\n</eval>\n\n<answer>[[A]]</answer>`);
  expect(blocksNamed(trace, "answer")).toHaveLength(1);
  return ["quote_A", "quote_B"]
    .flatMap((name) => blocksNamed(trace, name))
    .sort((one, other) => one.span.start - other.span.start)
    .map((block) => textOf(trace.text, block.content) + (block.close ? "" : "…"));
}

describe("blocks amid the text of another block", () => {
  it("open and close amid sentences", () => {
    expect(quotes("A says <quote_A>one</quote_A> and so on. B says <quote_B>two</quote_B> here.")).toEqual([
      "one",
      "two",
    ]);
    expect(
      quotes("<quote_A>one</quote_A> is right.\nThen <quote_A>two</quote_A> is not.\n<quote_A>three</quote_A>"),
    ).toEqual(["one", "two", "three"]);
  });

  it("close amid the code that they quote", () => {
    expect(quotes("<quote_A>use `foo</quote_A> and `bar` instead.")).toEqual(["use `foo"]);
    expect(quotes("<quote_A>\n```java\nint a;\n```\n</quote_A>\n\n<quote_B>b</quote_B>")).toEqual([
      "\n```java\nint a;\n```\n",
      "b",
    ]);
  });

  it("that are not closed end where the next one begins", () => {
    expect(quotes("<quote_A>one\n<quote_A>two</quote_A>")).toEqual(["one…", "two"]);
    expect(quotes("<quote_A>one\n<quote_B>two</quote_B>\n<quote_A>three</quote_A>")).toEqual(["one…", "two", "three"]);
    expect(quotes("<quote_A>one")).toEqual(["one…"]);
  });
});
