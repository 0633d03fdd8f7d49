import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { errorRepeated } from "../../../server/core/rules/calls/error-repeated";
import { audit, expectFindings, sample } from "./harness";

const call = '<tool_call>\n{"name": "depth", "arguments": {"lake": "Inary"}}\n</tool_call>';

/** A dialogue whose last call was answered so. */
const answered = (result: string) => ({
  profile: "hermes",
  turns: [
    { role: "user", text: "How deep is it?" },
    { role: "assistant", text: call },
    { role: "tool", text: result },
  ] as const,
});

const marked = `
  <tool_call>
  {"name": "depth", "arguments": {"lake": "Inary"}}
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning error-repeated: error
  </tool_call>
  `;

describe("error-repeated", () => {
  it.each(["Error: there is no lake Inary.", '{"error": "no such lake"}', "Traceback (most recent call last):\n  ..."])(
    "tells the call that was answered %j",
    (result) => {
      expectFindings(errorRepeated, marked, answered(result));
    },
  );

  it.each(["222", "Error: request timed out.", '{"error": null, "depth": 92}', "No error was found.", "HTTP 503"])(
    "stays silent where it was answered %j",
    (result) => {
      expectFindings(errorRepeated, call, answered(result));
    },
  );

  it("stays silent where the call is another one", () => {
    expectFindings(errorRepeated, call.replace("Inary", "Inari"), answered("Error: there is no lake Inary."));
  });

  it("tells it in a text that holds several turns", () => {
    const found = (result: string) => {
      const dump = `${call}\nuser\n<tool_response>\n${result}\n</tool_response>\nassistant\n${call}`;
      const findings = audit([errorRepeated], sample({ completion: dump }), neutralProfile("hermes"));
      return findings.map(({ span, related }) => [span.start > dump.indexOf("assistant"), related[0]?.span.start]);
    };
    expect(found("Error: there is no lake Inary.")).toEqual([[true, `${call}\nuser\n<tool_response>\n`.length]]);
    expect(found("92")).toEqual([]);
  });

  it("looks behind the marks that a template puts around a result", () => {
    for (const [open, close] of [
      ["<tool_response>\n", "\n</tool_response>"],
      ["<｜tool▁output▁begin｜>", "<｜tool▁output▁end｜>"],
      ["## Return of functions.depth:0\n", ""],
      ["<function_results>\n<result>", "</result>\n</function_results>"],
    ] as const) {
      expectFindings(errorRepeated, marked, answered(`${open}Error: there is no lake Inary.${close}`));
      expectFindings(errorRepeated, call, answered(`${open}92${close}`));
      // Two answers to one call: which is which is not known.
      const both = `${open}Error: none.${close}\n${open}92${close}`;
      if (close !== "") expectFindings(errorRepeated, call, answered(both));
    }
  });

  it("tells it in a dump of another template", () => {
    const called = `<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>depth<｜tool▁sep｜>{"lake": "Inary"}<｜tool▁call▁end｜><｜tool▁calls▁end｜>`;
    const result = "<｜end▁of▁sentence｜><｜tool▁output▁begin｜>Error: no such lake<｜tool▁output▁end｜>";
    const text = called + result + called;
    const found = audit([errorRepeated], sample({ completion: text }), neutralProfile("deepseek-v3.1"));
    expect(found.map(({ related }) => related[0]?.span.start)).toEqual([text.indexOf("Error")]);
  });
});
