import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { repeatedCall } from "../../../server/core/rules/calls/repeated-call";
import { chat, foundIn } from "./answered";
import { audit, expectFindings, sample } from "./harness";

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

  describe("turn after turn", () => {
    const { of, user, says, calls, result } = chat;
    type Message = ReturnType<typeof of>;
    const found = (...messages: readonly Message[]): string[] => foundIn(repeatedCall, of(user("?"), ...messages));
    const asked = (answer: string): readonly Message[] => [calls(["look", "a"]), result(answer, "a")];

    it("is told from the third time on, if the results bring nothing new", () => {
      expect(found(...asked("1"), ...asked("1"), says("So."))).toEqual([]);
      expect(found(...asked("1"), ...asked("1"), ...asked("1"), says("So."))).toEqual(["look"]);
      expect(found(...Array.from({ length: 8 }, () => asked("1")).flat())).toEqual(Array(6).fill("look"));
    });

    it("is not told where the results differ, or something else comes between", () => {
      expect(found(...asked("1"), ...asked("2"), ...asked("3"), ...asked("4"))).toEqual([]);
      expect(found(...asked("1"), ...asked("1"), user("Again!"), ...asked("1"))).toEqual([]);
      const other = [calls(["see", "b"]), result("1", "b")];
      expect(found(...asked("1"), ...asked("1"), ...other, ...asked("1"), ...asked("1"))).toEqual([]);
      const both = [calls(["look", "a"], ["see", "b"]), result("1", "a"), result("1", "b")];
      expect(found(...both, ...both, ...both)).toEqual([]);
    });

    it("is told in a text that holds the turns", () => {
      const call = "<tool_call>\n<function=look>\n</function>\n</tool_call>";
      const turn = (answer: string) => `${call}\nuser\n<tool_response>\n${answer}\n</tool_response>\nassistant\n`;
      const inText = (...answers: string[]) =>
        audit([repeatedCall], sample({ completion: `${answers.map(turn).join("")}So.` }), neutralProfile("qwen-xml"));
      expect(inText("1", "1")).toHaveLength(0);
      expect(inText("1", "1", "1", "1")).toHaveLength(2);
      expect(inText("1", "2", "3", "4")).toHaveLength(0);
      expect(inText("1", "1", "2", "2")).toHaveLength(1);
    });
  });
});
