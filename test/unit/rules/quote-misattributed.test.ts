import { describe, expect, it } from "vitest";
import { quoteMisattributed } from "../../../server/core/rules/quotes/quote-misattributed";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "rm-r1";

const responses = {
  a: "The lighthouse keeper climbs ninety-two steps every evening, lights the lamp at dusk and reads until the oil burns low.",
  b: "The harbour master writes down every ship that comes in, with its cargo, its flag and the port from which it sailed.",
};

describe("quote-misattributed", () => {
  it("marks words of the other response, and shows where they stand", () => {
    const [finding] = expectFindings(
      quoteMisattributed,
      `
      <eval><quote_A>"writes down every ship that comes in"</quote_A></eval>
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning quote-misattributed: response B's, not A's
      `,
      { profile, responses },
    );
    expect(finding?.related.map(({ part, span }) => [part.role, part.text.slice(span.start, span.end)])).toEqual([
      ["response_b", "writes down every ship that comes in"],
    ]);
  });

  it("tells what the named response says instead", () => {
    expectFindings(
      quoteMisattributed,
      `
      <eval><quote_A>The final answer is thirty-two metres.</quote_A></eval>
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ quote-misattributed: What A says: "The final answer is thirty-six metres."
      `,
      {
        profile,
        responses: { a: "The final answer is thirty-six metres.", b: "The final answer is thirty-two metres." },
      },
    );
  });

  it("stays silent on words that the named response has, and on words that neither has", () => {
    expectFindings(quoteMisattributed, "<eval><quote_A>climbs ninety-two steps</quote_A></eval>", {
      profile,
      responses,
    });
    expectFindings(quoteMisattributed, "<eval><quote_A>Bananas grow in Ecuador.</quote_A></eval>", {
      profile,
      responses,
    });
    expectFindings(quoteMisattributed, "<eval><quote_A>yes</quote_A></eval>", {
      profile,
      responses: { a: "yes", b: "yes" },
    });
  });

  const judged = (words: string): string =>
    `<type>Reasoning</type>\n\n<solution>\n4\n</solution>\n\n<eval>\n${words}\n</eval>\n\n<answer>[[A]]</answer>`;

  it("gives the quote the tag of the response that says it", () => {
    expectFix(
      quoteMisattributed,
      judged("<quote_A>writes down every ship</quote_A>, says A."),
      judged("<quote_B>writes down every ship</quote_B>, says A."),
      { profile, responses, safe: false, title: "Quote response B" },
    );
  });

  it("or writes what the named response has, where that is nearly the same", () => {
    const near = { a: "The final answer is thirty-six metres.", b: "The final answer is thirty-two metres." };
    expectFix(
      quoteMisattributed,
      judged("<quote_A>The final answer is thirty-two metres.</quote_A>"),
      judged("<quote_A>The final answer is thirty-six metres.</quote_A>"),
      { profile, responses: near, safe: false, title: "Quote response A literally" },
    );
  });
});
