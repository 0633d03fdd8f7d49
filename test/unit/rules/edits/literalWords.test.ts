import { describe, expect, it } from "vitest";
import { literalWords } from "../../../../server/core/rules/edits/literalWords";

/** The response with the places marked: «…». */
function words(quote: string, marked: string): string | undefined {
  const places = [...marked.matchAll(/«([^»]*)»/g)].map(({ index, 1: inside = "" }, i) => {
    const start = index - 2 * i;
    return { start, end: start + inside.length };
  });
  return literalWords(quote, places, marked.replace(/[«»]/g, ""));
}

describe("the words that a quote stands for", () => {
  it("have an ellipsis where words are left out, and none where only signs are", () => {
    expect(words("arrays, lists and trees", "«arrays», linked «lists» and «trees» grow")).toBe(
      "arrays … lists … trees",
    );
    expect(words("Arrays: lists and trees", "**«Arrays»**:\n - «lists and trees» grow")).toBe(
      "**Arrays**:\n - lists and trees",
    );
    expect(words("a (b, c)", "So «a» («b», «c») it is")).toBe("a (b, c)");
  });

  it("are whole words, with what closes their brackets and their full stop", () => {
    expect(words("the lamp at dusk.", "lights t«he lamp at du»sk.")).toBe("the lamp at dusk.");
    expect(words("72√3", "is «72\\sqrt{3»} here")).toBe("72\\sqrt{3}");
    expect(words("1/14", "«\\[\n\\boxed{\\frac{1}{14»}}\n\\] and")).toBe("\\[\n\\boxed{\\frac{1}{14}}\n\\]");
    expect(words("Fats: important", "- **«Fats**: important» too")).toBe("**Fats**: important");
    expect(words("f(x", "let «f(x» be")).toBe("f(x");
  });

  it("are none where they would lose an end of the quote, but may have another word there", () => {
    expect(words("the ratio of both is: 5! × 4! / 8!", "«the ratio of both is:» one")).toBeUndefined();
    expect(words("lights the lamp at night", "«lights the lamp at dusk» and")).toBe("lights the lamp at dusk");
    expect(words("lights", "« … »")).toBeUndefined();
  });
});
