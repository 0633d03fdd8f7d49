import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { recogniseFile } from "../../../server/core/records/reading/recogniseFile";
import { strictAuditor } from "../../support/strictAuditor";

const auditor = strictAuditor();

/** By what a file of these records is read, and what is told of it apart from information. */
function read(...records: readonly object[]): { readonly by: string | undefined; readonly told: readonly string[] } {
  const text = `${records.map((record) => JSON.stringify(record)).join("\n")}\n`;
  const file = new AuditedFile(auditor, recogniseFile(text, undefined)!.format, text);
  const findings = file.records.flatMap(({ samples }) => samples.flatMap((sample) => sample.findings));
  const told = findings.filter(({ severity }) => severity !== "information").map(({ rule }) => rule);
  return { by: file.profile?.profile.name, told };
}

const tools = [
  {
    type: "function",
    function: {
      name: "depth",
      parameters: { type: "object", properties: { lake: { type: "string" } }, required: ["lake"] },
    },
  },
];

const plainPrompt = "user\nHow deep is Inari?\nassistant\n";
const toolsPrompt = `system\nYou help.\n\n# Tools\n<tools>\n${JSON.stringify(tools[0])}\n</tools>\n\nReturn a json object within <tool_call></tool_call> tags:\n<tool_call>\n{"name": <function-name>, "arguments": <args-json-object>}\n</tool_call>\n${plainPrompt}`;

function dump(output: string, input = plainPrompt): object {
  return { input, output, score: 0, step: 1 };
}

const call = '<tool_call>\n{"name": "depth", "arguments": {"lake": "Inari"}}\n</tool_call>';
const asking = `<think>\nI ask.\n</think>\n\n${call}`;
const answer = "<think>\nNow I know.\n</think>\n\nIt is 92 m deep.";
const result = "<tool_response>\n92\n</tool_response>";
const loops = [
  `${asking}\nuser\n${result}\nassistant\n${answer}`,
  `${asking}<|im_end|>\n<|im_start|>user\n${result}<|im_end|>\n<|im_start|>assistant\n${answer}<|im_end|>`,
  `${asking}\n${result}\n${answer}`,
];

describe("an agent loop's dump", () => {
  it.each(loops)("of Hermes' calls is read as such, its turns apart: %j", (output) => {
    for (const prompt of [plainPrompt, toolsPrompt]) {
      expect(read(dump(output, prompt))).toEqual({ by: "hermes", told: [] });
      expect(read(dump(output, prompt), dump(answer, prompt), dump(output, prompt))).toEqual({
        by: "hermes",
        told: [],
      });
    }
  });

  it("stays Hermes' where a thought speaks of <response>, and where its only call breaks off", () => {
    const spoken = asking.replace("I ask.", "The <response> comes later.");
    expect(read(dump(spoken)).by).toBe("hermes");
    expect(read(dump(asking.slice(0, -60)))).toEqual({ by: "hermes", told: ["cut-off"] });
  });

  it("of ToolRL's calls stays ToolRL's", () => {
    const lines =
      '{"name": "depth", "parameters": {"lake": "Inari"}}\n{"name": "depth", "parameters": {"lake": "Saimaa"}}';
    const calls = `<think> I ask. </think>\n<tool_call>\n${lines}\n</tool_call>`;
    const said = "<think> I know. </think>\n<response> It is 92 m deep. </response>";
    expect(read(dump(calls))).toEqual({ by: "toolrl", told: [] });
    expect(read(dump(said))).toEqual({ by: "toolrl", told: [] });
    expect(read(dump(calls), dump(said), dump(calls)).by).toBe("toolrl");
    // One call with the other key is a slip.
    const slip = calls.replaceAll("parameters", "arguments");
    expect(read(dump(calls), dump(slip), dump(said)).by).toBe("toolrl");
  });

  it("of other dialects that share <tool_call> is read as theirs", () => {
    const inXml = "<tool_call>\n<function=depth>\n<parameter=lake>\nInari\n</parameter>\n</function>\n</tool_call>";
    const inPairs = "<tool_call>depth\n<arg_key>lake</arg_key>\n<arg_value>Inari</arg_value>\n</tool_call>";
    const loop = (own: string) => `<think>\nI ask.\n</think>\n\n${own}\nuser\n${result}\nassistant\nIt is 92 m deep.`;
    expect(read(dump(loop(inXml)))).toEqual({ by: "none/qwen-xml", told: [] });
    expect(read(dump(loop(inPairs)))).toEqual({ by: "none/glm-4.5", told: [] });
    // Under a prompt that asks for another dialect they are calls in the wrong one.
    expect(read(dump(inXml, toolsPrompt))).toEqual({ by: "hermes", told: ["dialect-mixed"] });
    expect(read(dump(inPairs, toolsPrompt))).toEqual({ by: "hermes", told: ["dialect-mixed"] });
  });
});

type Message = Readonly<Record<string, unknown>>;

const user: Message = { role: "user", content: "How deep is Inari?" };
const said = (content: string | null, more: object = {}): Message => ({ role: "assistant", content, ...more });
const calling = {
  tool_calls: [{ id: "c1", type: "function", function: { name: "depth", arguments: '{"lake": "Inari"}' } }],
};
const given: Message = { role: "tool", tool_call_id: "c1", content: "92" };
const chat = (...messages: readonly Message[]): object => ({ messages, tools });

describe("chats of mixed kinds", () => {
  const unthinking = "<think>\n\n</think>\n\n";
  const byData = chat(user, said(null, calling), given, said(answer));
  const byEmpty = chat(user, said("", calling), given, said(`${unthinking}It is 92 m deep.`));
  const byBoth = chat(user, said("<think>\nI ask.\n</think>\n\n", calling), given, said("It is 92 m deep."));
  const byText = chat(user, said(asking), { role: "user", content: result }, said(answer));
  const inOne = chat(user, said(null, calling), given, said(answer), user, said(asking), given, said("92 m."));

  it("have no fault for mixing calls as data and as text, in any mixture", () => {
    const mixtures = [
      [byData],
      [byEmpty],
      [byBoth],
      [byText],
      [inOne],
      [byData, byEmpty, byBoth, byText, inOne],
      [byData, byData, byData, byBoth, byText],
      [byText, byText, byText, byEmpty],
    ];
    for (const records of mixtures) expect(read(...records).told).toEqual([]);
  });

  it("count a call once that is logged as text and as data", () => {
    expect(read(chat(user, said(asking, calling), given, said(answer))).told).toEqual([]);
  });

  it("may switch reasoning off where nothing is rewarded", () => {
    expect(read(chat(user, said(answer)), chat(user, said(`${unthinking}92 m.`))).told).toEqual([]);
    expect(read(dump(answer), dump(`${unthinking}92 m.`)).told).toEqual(["empty-block"]);
  });
});
