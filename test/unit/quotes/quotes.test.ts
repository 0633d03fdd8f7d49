import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QuotableText } from "../../../server/core/quotes/quotableText";
import type { QuoteCheck } from "../../../server/core/quotes/quoteCheck";
import { QuoteChecker } from "../../../server/core/quotes/quoteChecker";
import { quoteLimits } from "../../../server/core/quotes/quoteLimits";
import { textOf } from "../../../server/core/text/span";

const lighthouse = `# The lighthouse

The keeper climbs **ninety-two steps** every evening, and lights the lamp at dusk.
- He counts them “aloud”, so that he does not fall asleep.
- In winter he wears two coats; in summer none.

His daughter says: "Father knows the sea better than the land." She is right about that.
The area is 48\\pi - 72\\sqrt{3} square metres, and the ratio is \\frac{9 \\times 4!}{8!} of it.
`;

const harbour = `The harbour master writes down every ship that comes in, with its cargo and its flag.
On quiet days he plays chess against himself and loses half of the games.
His office smells of tar, coffee and wet rope.
`;

function check(quote: string, named = lighthouse, other = harbour): QuoteCheck & { words: string | undefined } {
  const [here, there] = [new QuotableText(named), new QuotableText(other)];
  const found = new QuoteChecker().check(quote, here, there);
  const text = found.place?.response === "other" ? other : named;
  return { ...found, words: found.place?.spans.map((range) => textOf(text, range)).join(" … ") };
}

describe("the ladder", () => {
  it.each<[string, QuoteCheck["step"], string]>([
    ["lights the lamp at dusk", "exact", "lights the lamp at dusk"],
    ["\n  lights the lamp at dusk.\n", "exact", "lights the lamp at dusk."],
    ["ninety-two steps every evening", "normalised", "ninety-two steps** every evening"],
    ['"lights the lamp at dusk."', "normalised", "lights the lamp at dusk."],
    ["“He counts them 'aloud', so that he does”", "normalised", "He counts them “aloud”, so that he does"],
    [
      "The lighthouse The keeper climbs `ninety-two steps`",
      "normalised",
      "The lighthouse\n\nThe keeper climbs **ninety-two steps",
    ],
    ["knows the sea be\ufb05er", "near", "knows the sea better"],
    ["knows the sea better than the \uff4cand", "normalised", "knows the sea better than the land"],
    [
      "every evening, and lights the lamp at dusk. He counts them",
      "normalised",
      "every evening, and lights the lamp at dusk.\n- He counts them",
    ],
    ["The keeper climbs ... lights the lamp", "ellipsis", "The keeper climbs … lights the lamp"],
    [
      "The keeper climbs […] two coats… better than the land",
      "ellipsis",
      "The keeper climbs … two coats … better than the land",
    ],
    ["...in summer none.", "ellipsis", "in summer none."],
    [
      "The keeper climbs ninety-three steps every evening",
      "near",
      "The keeper climbs **ninety-two steps** every evening",
    ],
    [
      "The keeper climbs ninety-two steps each evening, ... in winter he wears two coats",
      "near",
      "The keeper climbs **ninety-two steps** every evening, … In winter he wears two coats",
    ],
    [
      "The keeper climbs ninety-two steps every evening, and lights the lamp at dusk. In winter he wears two coats; in summer none.",
      "abridged",
      "",
    ],
    ["The keeper climbs ninety-two steps every evening, so that he does not fall asleep.", "abridged", ""],
    ["Land", "near", "land"],
    ["48π − 72√3 square metres", "notation", "48\\pi - 72\\sqrt{3} square metres"],
    ["area is 48π − 72√3", "notation", "area is 48\\pi - 72\\sqrt{3}"],
    ["(9 × 4!) / 8!", "notation", "9 \\times 4!}{8!}"],
    ["On quiet days he plays chess against himself", "misattributed", "On quiet days he plays chess against himself"],
    ["On quiet days he plays chess ... and loses", "misattributed", "On quiet days he plays chess … and loses"],
    ["The captain drinks rum and sings about the mermaids of Brest", "fabricated", ""],
    ["", "empty", ""],
    [" \n ", "empty", ""],
    ['"…"', "empty", ""],
  ])("%j is %s", (quote, step, words) => {
    const found = check(quote);
    expect(found.step).toBe(step);
    if (words !== "") expect(found.words).toBe(words);
  });

  it("gives a fabricated quote the closest words and their place", () => {
    const found = check("His daughter claims that Father knows the sea better than anyone on land.");
    expect(found.step).toBe("fabricated");
    expect(found.words).toContain("Father knows the sea better than");
    expect(found.place?.similarity).toBeGreaterThan(0.5);
    expect(found.place?.similarity).toBeLessThan(0.9);
  });

  it("prefers the response where the words stand literally, and tells what the named one says instead", () => {
    const found = check(
      "So the final answer is fifty-two.",
      "We see: So the final answer is sixty-two.",
      "Then: So the final answer is fifty-two.",
    );
    expect(found.step).toBe("misattributed");
    expect(found.instead?.similarity).toBeGreaterThan(0.9);
  });

  it("takes a quote that both responses hold as the named one's", () => {
    expect(check("The answer is 4.", "The answer is 4.", "The answer is 4.").step).toBe("exact");
  });

  it("keeps to 0.9: one error in ten units is near, in nine it is not", () => {
    expect(check("abcdefghiX", "… abcdefghij …").step).toBe("near");
    expect(check("abcdefghX", "… abcdefghi …").step).toBe("fabricated");
  });

  it("does not take a sign for a Markdown mark where it is text", () => {
    expect(check("a*b = c_d", "a+b = c d").step).toBe("fabricated");
    expect(check("5 - 3 + 1", "5 3 1").step).toBe("fabricated");
    expect(check("f(x) - 3", "f(x) + 3").step).toBe("fabricated");
  });

  it("says so where it does not look", () => {
    expect(check("x", "y".repeat(quoteLimits.response + 1)).step).toBe("not-checked");
    expect(check("x y ".repeat(quoteLimits.quote)).step).toBe("not-checked");
  });

  it("takes numbers in sentences that are left apart for no formula", () => {
    const duties = "Light the lamp at 6 sharp. Oil costs 4 crowns a month. Sweep all 92 steps every other day.";
    expect(check("Light the lamp at 6 sharp. Sweep all 92 steps every other day.", duties).step).toBe("abridged");
  });
});

// ——— Fuzzing: responses of random words, and quotes cut from them, altered, invented, or given to the other one.

const vocabulary = Array.from({ length: 2000 }, (_, i) => {
  const syllables = ["ka", "lo", "mi", "tre", "an", "ber", "sti", "on", "per", "cul", "dro", "ne", "vas"];
  let word = "";
  for (let rest = i + 13; rest > 0; rest = Math.floor(rest / 13)) word += syllables[rest % 13] ?? "";
  return word;
});

const word = fc.nat({ max: vocabulary.length - 1 }).map((i) => vocabulary[i] ?? "");
const glue = fc.constantFrom(
  " ",
  " ",
  " ",
  " ",
  ", ",
  ". ",
  "\n",
  "\n- ",
  " **",
  "** ",
  " — ",
  " “",
  "” ",
  " 😀 ",
  " é ",
  " (12%) ",
);
const response = fc
  .array(fc.tuple(word, glue), { minLength: 120, maxLength: 400 })
  .map((pairs) => pairs.map(([text, sign]) => text + sign).join(""));
const cut = fc.tuple(fc.nat(), fc.integer({ min: 40, max: 300 }));
const runs = { numRuns: 150, seed: 20261122 };

function slice(text: string, [at, length]: [number, number]): string {
  const words = text.split(/(?<=\s)/);
  const start = at % Math.max(1, words.length - 8);
  let quote = "";
  for (let i = start; i < words.length && quote.length < length; i++) quote += words[i] ?? "";
  return quote.trim();
}

describe("fuzzed quotes", () => {
  it("none is complained about that is untouched", () => {
    fc.assert(
      fc.property(response, response, cut, (a, b, at) => {
        const quote = slice(a, at);
        fc.pre(quote.length > 0);
        expect(check(quote, a, b).step).toBe("exact");
        expect(["exact", "normalised"]).toContain(
          check(`"${quote.replaceAll("**", "").replace(/\s+/g, " ")}"`, a, b).step,
        );
      }),
      runs,
    );
  });

  it("finds every altered word", () => {
    fc.assert(
      fc.property(response, response, cut, fc.nat(), (a, b, at, which) => {
        const words = slice(a, at).split(/(?<=\s)/);
        const changed = which % words.length;
        const original = words[changed] ?? "";
        fc.pre(/[a-z]{3}/.test(original));
        words[changed] = original.replace(/[a-z]{3}/, "zqz");
        const found = check(words.join(""), a, b);
        expect(["near", "fabricated"]).toContain(found.step);
        expect(found.place?.spans.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  it("finds every invention", () => {
    const invented = fc
      .array(word, { minLength: 6, maxLength: 40 })
      .map((words) => words.map((text) => `x${text}q`).join(" "));
    fc.assert(
      fc.property(response, response, invented, (a, b, quote) => {
        expect(check(quote, a, b).step).toBe("fabricated");
      }),
      runs,
    );
  });

  it("finds every misattribution, and its place", () => {
    fc.assert(
      fc.property(response, response, cut, (a, b, at) => {
        const quote = slice(b, at);
        fc.pre(quote.length >= 40 && !a.includes(quote));
        const found = check(quote, a, b);
        expect(found.step).toBe("misattributed");
        expect(found.words).toBe(quote);
      }),
      runs,
    );
  });

  it("finds parts around an ellipsis in their order only", () => {
    fc.assert(
      fc.property(response, response, fc.nat(), (a, b, at) => {
        const words = a
          .replace(/[^a-z ]+/g, " ")
          .split(/ +/)
          .filter((text) => text !== "");
        const text = words.join(" ");
        const third = Math.floor(words.length / 3);
        const start = at % third;
        const first = words.slice(start, start + 6).join(" ");
        const second = words.slice(start + third, start + third + 6).join(" ");
        expect(check(`${first} ... ${second}`, text, b).step).toBe("ellipsis");
        fc.pre(!text.slice(text.indexOf(second)).includes(first));
        expect(check(`${second} ... ${first}`, text, b).step).toBe("fabricated");
      }),
      runs,
    );
  });

  it("any quote against any texts gives a place inside the text, and ends", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.string({ unit: "binary", maxLength: 200 }),
        fc.string({ maxLength: 200 }),
        (quote, a, b) => {
          const found = check(quote, a, b);
          const length = found.place?.response === "other" ? b.length : a.length;
          for (const { start, end } of found.place?.spans ?? []) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(length);
          }
        },
      ),
      runs,
    );
  });
});

describe("remembered checks", () => {
  const hard = "a ... ".repeat(150);
  const pool = [
    "lights the lamp at dusk",
    "The keeper climbs ninety-three steps every evening",
    "On quiet days he plays chess",
    "Nobody ever wrote this sentence down",
    `${"a ... ".repeat(60)}b`,
    `${"a ... ".repeat(70)}b`,
    `${"a ... ".repeat(80)}c`,
  ];
  const list = fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 12 });

  it("are what a check anew comes to, also where the work has its end", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(list, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 0, max: 60_000 }),
        (edits, steps) => {
          const texts = (): [QuotableText, QuotableText] => [
            new QuotableText(`${lighthouse}${hard}`),
            new QuotableText(`${harbour}${hard}`),
          ];
          const [a, b] = texts();
          for (const quotes of edits) {
            const [again, anew] = [new QuoteChecker(steps), new QuoteChecker(steps)];
            const kept = quotes.map((quote) => again.check(quote, a, b));
            const [freshA, freshB] = texts();
            expect(kept).toEqual(quotes.map((quote) => anew.check(quote, freshA, new QuotableText(freshB.text))));
            kept.forEach(({ step }) => seen.add(step));
          }
        },
      ),
      { numRuns: 60 },
    );
    expect([...seen]).toContain("not-checked");
    expect(seen.size).toBeGreaterThan(3);
  });

  it("are the same objects as long as both responses stay", () => {
    const [a, b] = [new QuotableText(lighthouse), new QuotableText(harbour)];
    const [quote = ""] = pool;
    const first = new QuoteChecker().check(quote, a, b);
    expect(new QuoteChecker().check(quote, a, b)).toBe(first);
    expect(new QuoteChecker().check(quote, a, new QuotableText("Another."))).not.toBe(first);
  });
});

describe("bounded work", () => {
  it.each([
    ["one letter", "a".repeat(100_000), "a".repeat(3000) + "b" + "a".repeat(3000)],
    ["two letters", "ab".repeat(50_000), "ab".repeat(300) + "b" + "ab".repeat(30) + "c".repeat(80)],
    ["combining marks", "\u0301".repeat(100_000), "\u0301".repeat(3000) + "x"],
    ["ellipses", "a ... ".repeat(15_000), "a ... ".repeat(2000) + "b"],
    ["blanks", "a ".repeat(50_000), `x${" ".repeat(15_000)}y`],
    ["quote marks", "a ".repeat(50_000), `x${'"'.repeat(15_000)}y`],
    ["stars", "*".repeat(100_000), `x${"*".repeat(15_000)}y`],
    ["back-ticks", "`".repeat(100_000), `x${"`".repeat(15_000)}y${"`".repeat(4000)}`],
    ["commas", "a, ".repeat(30_000), "abcd, ".repeat(2000) + "b"],
    ["TeX", "\\frac{".repeat(15_000), "\\frac{1".repeat(500)],
  ])("a hundred quotes of %s end as not checked or fabricated", (_what, text, quote) => {
    const [a, b] = [new QuotableText(text), new QuotableText(text)];
    const checker = new QuoteChecker();
    const steps = new Set(Array.from({ length: 100 }, () => checker.check(quote, a, b).step));
    for (const step of steps) expect(["not-checked", "fabricated"]).toContain(step);
  });
});
