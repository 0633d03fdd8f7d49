import { describe, expect, it } from "vitest";
import { quoteAltered } from "../../../server/core/rules/quotes/quote-altered";
import { expectFix, expectNoFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

const responses = {
  a: "The lighthouse keeper climbs ninety-two steps every evening, lights the lamp at dusk and reads until the oil burns low.",
  b: "The harbour master writes down every ship that comes in, with its cargo, its flag and the port from which it sailed.",
};

describe("quote-altered", () => {
  it("marks words that are not quite those of the response", () => {
    const [finding] = expectFindings(
      quoteAltered,
      `
      <eval><quote_A>climbs ninety-six steps every evening, lights the lamp</quote_A></eval>
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information quote-altered: "climbs ninety-two steps every evening, lights the lamp"
      `,
      { profile, responses },
    );
    expect(finding?.related[0]?.part.role).toBe("response_a");
  });

  it("marks words left out without a sign, and formulas written otherwise", () => {
    expectFindings(
      quoteAltered,
      `
      <eval><quote_B>The harbour master writes down every ship, its flag and the port from which it sailed.</quote_B></eval>
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-altered: left out
      `,
      {
        profile,
        responses: {
          ...responses,
          b: responses.b
            .replace(", with its cargo,", ", with all of its cargo and its crew,")
            .replace(" that comes in", ""),
        },
      },
    );
    expectFindings(
      quoteAltered,
      `
      <eval><quote_A>48π - 72√3</quote_A></eval>
                     ^^^^^^^^^^ quote-altered: the formula in another way
      `,
      { profile, responses: { a: "It is $48\\pi - 72\\sqrt{3}$.", b: "No." } },
    );
  });

  it("stays silent on literal quotes, and on those that are not there at all", () => {
    for (const quote of [
      "climbs ninety-two steps",
      '"climbs *ninety-two* steps"',
      "Bananas grow in Ecuador.",
      "every ship",
    ]) {
      expectFindings(quoteAltered, `<eval><quote_A>${quote}</quote_A></eval>`, { profile, responses });
    }
  });

  const judged = (words: string): string =>
    `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${words}\n</eval>\n\n<answer>[[A]]</answer>`;

  const options = { profile, responses, safe: false };

  it.each([
    [
      "climbs ninety-six steps every evening, lights the lamp",
      "climbs ninety-two steps every evening, lights the lamp",
    ],
    [
      '"climbs ninety-six steps every evening, lights the lamp"',
      '"climbs ninety-two steps every evening, lights the lamp"',
    ],
    [
      "climbs ninety-six steps every evening … until the oil burns low",
      "climbs ninety-two steps every evening … until the oil burns low",
    ],
  ])("writes the response's words for %j", (quote, words) => {
    expectFix(quoteAltered, judged(`<quote_A>${quote}</quote_A>`), judged(`<quote_A>${words}</quote_A>`), options);
  });

  it("puts an ellipsis for what is left out, and writes formulas as the response does", () => {
    const b =
      "The harbour master writes down every ship with all of its cargo and its crew, its flag and the port from which it sailed.";
    expectFix(
      quoteAltered,
      judged(
        "<quote_B>The harbour master writes down every ship, its flag and the port from which it sailed.</quote_B>",
      ),
      judged(
        "<quote_B>The harbour master writes down every ship … its flag and the port from which it sailed.</quote_B>",
      ),
      { ...options, responses: { ...responses, b } },
    );
    expectFix(
      quoteAltered,
      judged("<quote_A>48π - 72√3</quote_A>"),
      judged("<quote_A>48\\pi - 72\\sqrt{3}</quote_A>"),
      { ...options, responses: { a: "It is $48\\pi - 72\\sqrt{3}$.", b: "No." } },
    );
  });

  it("writes no words that hold a tag", () => {
    const a = responses.a.replace("every evening", "every <b>evening</b>");
    expectNoFix(
      quoteAltered,
      judged("<quote_A>climbs ninety-six steps every <b>evening</b>, lights the lamp</quote_A>"),
      {
        profile,
        responses: { ...responses, a },
      },
    );
  });
});
