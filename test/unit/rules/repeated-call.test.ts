import { describe, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { repeatedCall } from "../../../server/core/rules/calls/repeated-call";
import { expectFindings } from "./harness";

const search = (query: string) => `{"name": "search", "arguments": {"query": "${query}", "n": 2}}`;

describe("repeated-call", () => {
  it("tells the second of two calls in one turn, whatever the order of the keys", () => {
    expectFindings(
      repeatedCall,
      `
      <tool_call>
      ${search("lakes")}
      </tool_call>
      <tool_call>
      {"arguments": {"n": 2, "query": "lakes"}, "name": "search"}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning repeated-call: search
      </tool_call>
      `,
      { profile: "hermes" },
    );
  });

  it("tells it of calls given as data", () => {
    expectFindings(repeatedCall, "", {
      profile: neutralProfile(),
      calls: [
        { name: "search", arguments: '{"query": "lakes"}' },
        {
          name: `
          search
          ^^^^^^ warning repeated-call
          `,
          arguments: '{"query": "lakes"}',
        },
      ],
    });
  });

  it("stays silent on other arguments, and on the same call in a later turn", () => {
    const block = (query: string) => `<tool_call>\n${search(query)}\n</tool_call>`;
    expectFindings(repeatedCall, `${block("lakes")}\n${block("rivers")}`, { profile: "hermes" });
    const dump = `${block("lakes")}\nuser\n<tool_response>\nnone\n</tool_response>\nassistant\n${block("lakes")}`;
    expectFindings(repeatedCall, dump, { profile: neutralProfile("hermes") });
  });

  it("stays silent where the ground truth repeats the call too: to roll a die twice is meant", () => {
    const twice = '<tool_call>\n{"name": "roll", "parameters": {}}\n{"name": "roll", "parameters": {}}\n</tool_call>';
    const text = `<think> Two. </think>\n${twice}`;
    expectFindings(repeatedCall, text, { groundTruth: text });
  });
});
