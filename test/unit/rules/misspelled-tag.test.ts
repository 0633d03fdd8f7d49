import { describe, it } from "vitest";
import { misspelledTag } from "../../../server/core/rules/structure/misspelled-tag";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

describe("misspelled-tag", () => {
  it("marks near matches", () => {
    expectFindings(
      misspelledTag,
      `
      <thinking> a </thought>
      ^^^^^^^^^^ error misspelled-tag: Write <think>.
                   ^^^^^^^^^^ misspelled-tag: Write </think>.
      <tool-call>
      ^^^^^^^^^^^ misspelled-tag: Write <tool_call>.
      {"name": "x", "parameters": {}}
      </toolcall>
      ^^^^^^^^^^^ misspelled-tag: Write </tool_call>.
      <Response> b </respons>
      ^^^^^^^^^^ misspelled-tag: Write <response>.
                   ^^^^^^^^^^ misspelled-tag: Write </response>.
      `,
    );
  });

  it("takes two letters that changed places for one slip", () => {
    const right = "<think> a </think>\n<response> b </response>";
    for (const wrong of ["</thnik>", "</htink>", "</thikn>"]) {
      const text = right.replace("</think>", wrong);
      const mark = " ".repeat(10) + "^".repeat(wrong.length);
      expectFindings(misspelledTag, text.replace("\n", `\n${mark} error misspelled-tag: Write </think>.\n`));
      expectFix(misspelledTag, text, right, { safe: true });
    }
    expectFindings(misspelledTag, "<think> a <thnki> b </think>\n<response> b </response>");
  });

  it("marks broken brackets, slashes and blanks", () => {
    expectFindings(
      misspelledTag,
      `
      < think > a <\\/think>
      ^^^^^^^^^ misspelled-tag: Write <think>.
                  ^^^^^^^^^ misspelled-tag: Write </think>.
      <tool_call>
      {"name": "x", "parameters": {}}
      </tool_call
      ^^^^^^^^^^^ misspelled-tag: (its > is missing)
      <response> b </ response>
                   ^^^^^^^^^^^^ misspelled-tag: Write </response>.
      `,
    );
  });

  it("marks a slash forgotten and a slash too many", () => {
    expectFindings(
      misspelledTag,
      `
      </think> a </think>
      ^^^^^^^^ misspelled-tag: Write <think>.
      <tool_call>
      {"name": "x", "parameters": {}}
      <tool_call>
      ^^^^^^^^^^^ misspelled-tag: (its / is missing)
      `,
    );
    expectFindings(
      misspelledTag,
      `
      <think> a <think/>
                ^^^^^^^^ misspelled-tag: Write </think>.
      <response> b </response>
      `,
    );
  });

  it("marks the tag of a CRLF text without its line end", () => {
    expectFindings(
      misspelledTag,
      "<think> a </think>\r\n<response> b </response\r\n             ^^^^^^^^^^ misspelled-tag\r\n",
    );
  });

  it("stays silent on words that only look alike", () => {
    expectFindings(misspelledTag, "<think> a </think>\n<response> Use `<thinking>` or a <thing> here. </response>");
    expectFindings(
      misspelledTag,
      "<think> the tags <tool-call> and <responses> exist </think>\n<response> b </response>",
    );
  });
});
