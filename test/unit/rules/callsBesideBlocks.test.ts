import { describe, expect, it } from "vitest";
import { dialectMixed } from "../../../server/core/rules/calls/dialect-mixed";
import { rules } from "../../../server/core/rules";
import { missingTag } from "../../../server/core/rules/structure/missing-tag";
import { textOutsideTags } from "../../../server/core/rules/structure/text-outside-tags";
import { expectFix } from "./fixes";
import { audit, expectFindings, profileNamed, sample } from "./harness";

const tools = JSON.stringify([
  { name: "depth", parameters: { type: "object", properties: { lake: { type: "string" } } } },
]);
const json = '{"name": "depth", "arguments": {"lake": "Inari"}}';
const hermes = { profile: "hermes", tools };
const block = `<tool_call>\n${json}\n</tool_call>`;

function told(completion: string, profile = "hermes"): readonly string[] {
  const findings = audit(rules, sample({ completion, tools }), profileNamed(profile));
  return findings.filter(({ severity }) => severity !== "information").map(({ rule }) => rule);
}

describe("calls beside the blocks that a profile reads", () => {
  it("are told where they stand in a fence or bare, as servers drop them", () => {
    expectFindings(
      missingTag,
      `
      I look it up.
      {"name": "depth", "arguments": {"lake": "Inari"}}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error missing-tag: no reader runs it
      `,
      hermes,
    );
    for (const text of [
      `<think>\nI look.\n</think>\n\n${json}`,
      `\`\`\`json\n${json}\n\`\`\``,
      `So:\n\`\`\`\n${json}\n\`\`\`\nDone.`,
    ]) {
      expect(told(text)).toEqual(["missing-tag"]);
    }
    expectFix(missingTag, `\`\`\`json\n${json}\n\`\`\``, block, { ...hermes, safe: false });
  });

  it("are told once where they are written in another dialect", () => {
    expectFindings(
      dialectMixed,
      `
      <function=depth>{"lake": "Inari"}</function>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning dialect-mixed: where Hermes is due
      `,
      hermes,
    );
    const others = [
      "<tool_call>\n<function=depth>\n<parameter=lake>\nInari\n</parameter>\n</function>\n</tool_call>",
      "<tool_call>depth\n<arg_key>lake</arg_key>\n<arg_value>Inari</arg_value>\n</tool_call>",
      '[TOOL_CALLS]depth[ARGS]{"lake": "Inari"}',
    ];
    for (const text of others) expect(told(text)).toEqual(["dialect-mixed"]);
    for (const text of others.slice(0, 2))
      expect(told(`<think> a </think>\n${text}`, "toolrl")).toEqual(["dialect-mixed"]);
  });

  it("are none where JSON is an answer, an example, a draft or a tool's description", () => {
    const silent = [
      '```json\n{"lake": "Inari", "depth": 92}\n```',
      `A call would be \`${json}\`.`,
      '```json\n{"name": "Alice", "arguments": {"a": 1}}\n```',
      '```json\n{"name": "depth", "description": "How deep?", "parameters": {}}\n```',
      `<think>\nMaybe ${json}\n</think>\n\nNo call is needed.`,
      `${block}\nI wait.`,
      `First:\n${block}\nand\n${block.replace("Inari", "Saimaa")}`,
    ];
    for (const text of silent) expect([text, told(text)]).toEqual([text, []]);
  });

  it("stay words where a block holds no mark of another dialect", () => {
    expect(told("<tool_call>\nfind out how deep it is\n</tool_call>")).toEqual(["tool-call-json"]);
  });

  it("are not wrapped as an answer unasked", () => {
    const parameters = json.replace("arguments", "parameters");
    const fenced = `<think> I look. </think>\n\`\`\`json\n${parameters}\n\`\`\``;
    expectFix(
      textOutsideTags,
      fenced,
      `<think> I look. </think>\n<response> \`\`\`json\n${parameters}\n\`\`\` </response>`,
      {
        tools,
        safe: false,
      },
    );
  });

  it("are closed by an opener in the closer's place, although the prompt names the tag", () => {
    const turns = [{ role: "system", text: "Call within <tool_call></tool_call> tags." }] as const;
    const findings = audit(
      rules,
      sample({ completion: `<tool_call>\n${json}\n<tool_call>`, tools, turns }),
      profileNamed("hermes"),
    );
    expect(findings.map(({ rule }) => rule)).toContain("misspelled-tag");
  });
});
