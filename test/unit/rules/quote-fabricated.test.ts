import { describe, expect, it } from "vitest";
import { quoteFabricated } from "../../../server/core/rules/quotes/quote-fabricated";
import { expectFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

const profile = "rm-r1";

const responses = {
  a: "The lighthouse keeper climbs ninety-two steps every evening, lights the lamp at dusk and reads until the oil burns low.",
  b: "The harbour master writes down every ship that comes in, with its cargo, its flag and the port from which it sailed.",
};

describe("quote-fabricated", () => {
  it("marks words that are in neither response, and shows the closest", () => {
    const [finding] = expectFindings(
      quoteFabricated,
      `
      <eval>
      <quote_A>The lighthouse keeper climbs down the rocks every evening</quote_A>
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning quote-fabricated: Closest, in response A
      </eval>
      `,
      { profile, responses },
    );
    const [closest] = finding?.related ?? [];
    expect(closest?.part.role).toBe("response_a");
    expect(closest?.part.text.slice(closest.span.start, closest.span.end)).toContain("The lighthouse keeper climbs");
  });

  it("marks words that come close to nothing", () => {
    expectFindings(
      quoteFabricated,
      `
      <eval><quote_B>Bananas grow in Ecuador.</quote_B></eval>
                     ^^^^^^^^^^^^^^^^^^^^^^^^ quote-fabricated: Nothing in it comes close
      `,
      { profile, responses },
    );
  });

  it("says so where it does not look", () => {
    const long = "word ".repeat(5000);
    expectFindings(
      quoteFabricated,
      `<eval><quote_A>${long}</quote_A></eval>\n               ${"^".repeat(long.length)} information quote-fabricated: Not checked`,
      { profile, responses },
    );
  });

  it("tells what the prompt says, and stays silent on what an assistant said before", () => {
    const evaluation = "<eval><quote_A>Tell me of people by the sea.</quote_A></eval>";
    const carets = "^".repeat("Tell me of people by the sea.".length);
    expectFindings(quoteFabricated, `${evaluation}\n${" ".repeat(15)}${carets} quote-fabricated: The prompt says it.`, {
      profile,
      responses,
      turns: [{ role: "user", text: "Tell me of people by the sea." }],
    });
    expectFindings(quoteFabricated, evaluation, {
      profile,
      responses,
      turns: [{ role: "assistant", text: "Tell me of people by the sea." }],
    });
  });

  it("stays silent on literal, altered and misattributed quotes, on summaries, and without responses", () => {
    for (const quote of [
      "climbs ninety-two steps every evening",
      '"climbs **ninety-two** steps"',
      "The lighthouse keeper ... lights the lamp",
      "climbs ninety-six steps every evening, lights the lamp",
      "writes down every ship",
      "",
    ]) {
      expectFindings(quoteFabricated, `<eval><quote_A>${quote}</quote_A></eval>`, { profile, responses });
    }
    expectFindings(quoteFabricated, "<eval><summary_A>He is tired.</summary_A></eval>", { profile, responses });
    expectFindings(quoteFabricated, "<eval><quote_A>He is tired.</quote_A></eval>", { profile });
  });

  const judged = (words: string): string =>
    `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${words}\n</eval>\n\n<answer>[[A]]</answer>`;

  it("makes a summary of words that are the judge's", () => {
    expectFix(
      quoteFabricated,
      judged("<quote_A>goes up at night</quote_A>"),
      judged("<summary_A>goes up at night</summary_A>"),
      { profile, responses, safe: false },
    );
  });

  describe("in a judge's free text", () => {
    const turns = [
      { role: "user" as const, text: "Which is better? End with [[A]] or [[B]]. Ships sail at seven sharp." },
    ];
    const told = (completion: string): number =>
      audit([quoteFabricated], sample({ completion, turns, responses }), profileNamed("judge")).length;

    it("marks words that a response is said to say and that nobody says", () => {
      expectFindings(
        quoteFabricated,
        `
        Assistant B says "bananas grow in Ecuador all year". So [[A]].
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning quote-fabricated: Response B does not say this
        `,
        { profile: "judge", responses, turns },
      );
      expect(told("Response A also states: “the harbour was closed for good”. [[B]]")).toBe(1);
    });

    it.each([
      ["a quote that stands there", 'Assistant A says "climbs ninety-two steps every evening". [[A]]'],
      ["one of the other response", 'Assistant A says "writes down every ship that comes in". [[A]]'],
      ["one of the prompt", 'Assistant A says "Ships sail at seven sharp". [[A]]'],
      ["a few words", 'Assistant A says "no ships at all". [[A]]'.replace(" at all", "")],
      ["what is only supposed", 'If Assistant A says "bananas grow in Ecuador all year", it is wrong. [[A]]'],
      ["a quote of nobody", 'It could say "bananas grow in Ecuador all year". [[A]]'],
    ])("stays silent on %s", (_, completion) => {
      expect(told(completion)).toBe(0);
    });
  });
});
