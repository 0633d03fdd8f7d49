/** What servers and trainers take otherwise than it is meant, as rules tell it. */
import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { withReaders } from "../../../server/core/profiles/withReaders";
import { callInReasoning } from "../../../server/core/rules/calls/call-in-reasoning";
import { readerDisagreement } from "../../../server/core/rules/rewards/reader-disagreement";
import { audit, expectFindings, profileNamed, sample } from "./harness";

const hermes = profileNamed("hermes");

describe("reader-disagreement, of servers", () => {
  const oneLine = `
    <tool_call>{"name": "weather", "arguments": {"city": "Oslo"}}</tool_call>
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information reader-disagreement: SGLang 0.5.23 drops the call to "weather"
    `;

  it("is information where nobody names the run's own", () => {
    expectFindings(readerDisagreement, oneLine, { profile: hermes });
  });

  it("is a warning of the run's own, and of no other", () => {
    const warned = oneLine.replace("information", "warning");
    expectFindings(readerDisagreement, warned, { profile: withReaders(hermes, ["sglang"]) });
    const silent = oneLine.trim().split("\n")[0] ?? "";
    expectFindings(readerDisagreement, silent, { profile: withReaders(hermes, ["verl"]) });
  });

  it("marks the argument that a server reads otherwise", () => {
    expectFindings(
      readerDisagreement,
      `
      <tool_call>make<arg_key>year</arg_key><arg_value>2024</arg_value></tool_call>
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning reader-disagreement: reads 2024 where "year" is "2024"
      `,
      {
        profile: withReaders(neutralProfile("glm-4.7"), ["verl"]),
        tools: JSON.stringify([
          { name: "make", parameters: { type: "object", properties: { year: { type: "string" } } } },
        ]),
      },
    );
  });

  it("leaves a fault's consequence to the fault where no server is named", () => {
    const text = '<tool_call>\n{"name": "weather", "arguments": {"city": }}\n</tool_call>';
    const named = (profile: typeof hermes) =>
      audit([readerDisagreement], sample({ completion: text }), profile).map(({ message }) => message);
    expect(named(hermes).filter((message) => !message.includes("streaming"))).toEqual([]);
    expect(named(withReaders(hermes, ["verl"])).length).toBeGreaterThan(0);
  });

  it("says nothing of a call that all read as it is meant, nor of several turns", () => {
    const call = '<tool_call>\n{"name": "weather", "arguments": {"city": "Oslo"}}\n</tool_call>';
    expectFindings(readerDisagreement, call, { profile: hermes });
    const dump = `${call.replace("\n", "")}\nuser\n<tool_response>\n12\n</tool_response>\nassistant\nTwelve.`;
    expectFindings(readerDisagreement, dump, { profile: hermes });
  });

  it("says nothing of dialects whose parsers were not run", () => {
    const text = '<longcat_tool_call>\n{"name": "weather", "arguments": {}}\n</longcat_tool_call>';
    expectFindings(readerDisagreement, text, { profile: withReaders(neutralProfile("longcat"), ["vllm"]) });
  });
});

describe("call-in-reasoning, of servers", () => {
  it("names those that run the draft", () => {
    expectFindings(
      callInReasoning,
      `
      <think>
      <tool_call>
      ^> call-in-reasoning: vLLM 0.33 and verl 0.9.1 run it, and SGLang 0.5.23 does not.
      {"name": "run", "arguments": {}}
      </tool_call>
                 ^< call-in-reasoning
      </think>
      No.
      `,
      { profile: hermes },
    );
  });
});
