import { describe, expect, it } from "vitest";
import { argumentExtra } from "../../../server/core/rules/groundTruth/argument-extra";
import { argumentMissing } from "../../../server/core/rules/groundTruth/argument-missing";
import { argumentWrong } from "../../../server/core/rules/groundTruth/argument-wrong";
import { callMissing } from "../../../server/core/rules/groundTruth/call-missing";
import { callSpurious } from "../../../server/core/rules/groundTruth/call-spurious";
import { callWrongTool } from "../../../server/core/rules/groundTruth/call-wrong-tool";
import { groundTruthUnscorable } from "../../../server/core/rules/groundTruth/ground-truth-unscorable";
import { expectedCalls } from "../../../server/core/rewards";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

const profile = "hermes";
const rules = [
  argumentExtra,
  argumentMissing,
  argumentWrong,
  callMissing,
  callSpurious,
  callWrongTool,
  groundTruthUnscorable,
];

function call(name: string, args: object): string {
  return `<tool_call>\n${JSON.stringify({ name, arguments: args })}\n</tool_call>`;
}

const asked = { a: 5, b: 4, c: 3 };
const possible = JSON.stringify([{ triangle: { a: [5], b: [4, 4.5], c: [3], unit: ["", "cm"] } }]);
const dialogue = [
  { role: "assistant", tool_calls: [{ function: { name: "triangle", arguments: JSON.stringify(asked) } }] },
  { role: "tool", content: "6" },
];

/** One ground truth in every form that records have. */
const forms: Readonly<Record<string, string>> = {
  "the trace's dialect": call("triangle", asked),
  "another dialect": '[TOOL_CALLS] [{"name": "triangle", "arguments": {"a": 5, "b": 4, "c": 3}}]',
  "a list of calls": JSON.stringify([{ name: "triangle", arguments: asked }]),
  "one call with parameters": JSON.stringify({ name: "triangle", parameters: asked }),
  "τ-bench's actions": JSON.stringify([{ name: "triangle", kwargs: asked }]),
  "OpenAI's tool calls": JSON.stringify([
    { id: "1", type: "function", function: { name: "triangle", arguments: JSON.stringify(asked) } },
  ]),
  "a dialogue": JSON.stringify(dialogue),
  "BFCL's possible answers": possible,
};

describe("calls held against a ground truth where no reward compares them", () => {
  it.each(Object.entries(forms))("are right and wrong by %s", (_, groundTruth) => {
    for (const rule of rules) expectFindings(rule, call("triangle", asked), { profile, groundTruth });
    expectFindings(
      argumentWrong,
      `
      <tool_call>
      {"name": "triangle", "arguments": {"a": 5, "b": 4, "c": 999}}
                                                              ^^^ warning argument-wrong: 999 here and
      </tool_call>
      `,
      { profile, groundTruth },
    );
    expectFindings(
      callWrongTool,
      `
      <tool_call>
      {"name": "square", "arguments": {"a": 5}}
               ^^^^^^^^ warning call-wrong-tool: where the ground truth calls "triangle"
      </tool_call>
      `,
      { profile, groundTruth },
    );
  });

  it("let each of BFCL's alternatives count, texts as BFCL compares them, and what may be absent be absent", () => {
    for (const args of [
      { ...asked, b: 4.5 },
      { ...asked, unit: "cm" },
      { ...asked, unit: "C.M" },
    ]) {
      for (const rule of rules) expectFindings(rule, call("triangle", args), { profile, groundTruth: possible });
    }
    expectFindings(
      argumentWrong,
      `
      <tool_call>
      {"name": "triangle", "arguments": {"a": 5, "b": 7, "c": 3}}
                                                      ^ warning argument-wrong: one of [4,4.5]
      </tool_call>
      `,
      { profile, groundTruth: possible },
    );
  });

  it("tell what is missing, spurious and extra", () => {
    const groundTruth = JSON.stringify([
      { name: "triangle", arguments: asked },
      { name: "square", arguments: { a: 1 } },
    ]);
    expectFindings(
      callMissing,
      `
      <tool_call>
      {"name": "triangle", "arguments": {"a": 5, "b": 4, "c": 3}}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning call-missing: calls "square"
      </tool_call>
      `,
      { profile, groundTruth },
    );
    expectFindings(
      argumentMissing,
      `
      <tool_call>
      {"name": "square", "arguments": {"b": 1}}
                                      ^^^^^^^^ warning argument-missing: has "a": 1
      </tool_call>
      `,
      { profile, groundTruth: JSON.stringify([{ name: "square", arguments: { a: 1 } }]) },
    );
    expectFindings(
      argumentExtra,
      `
      <tool_call>
      {"name": "square", "arguments": {"a": 1, "b": 1}}
                                               ^^^^^^ warning argument-extra: has no "b"
      </tool_call>
      `,
      { profile, groundTruth: JSON.stringify([{ name: "square", arguments: { a: 1 } }]) },
    );
  });

  it("find the call that has most in common, whatever the order", () => {
    const groundTruth = JSON.stringify([1, 2, 3].map((a) => ({ name: "square", arguments: { a } })));
    const calls = [3, 1, 2].map((a) => call("square", { a })).join("\n");
    for (const rule of rules) expectFindings(rule, calls, { profile, groundTruth });
  });

  it("write a single value in place of the wrong one", () => {
    expectFix(argumentWrong, call("triangle", { ...asked, c: 9 }), call("triangle", asked), {
      profile,
      groundTruth: possible,
    });
  });

  it("count what earlier turns called, and only inform of what a whole dialogue lacks", () => {
    const turns = [{ role: "assistant", text: call("cancel", { id: "Q7" }) }] as const;
    const groundTruth = JSON.stringify(["get", "cancel", "close"].map((name) => ({ name, kwargs: { id: "Q7" } })));
    expectFindings(
      callMissing,
      `
      <tool_call>
      {"name": "close", "arguments": {"id": "Q7"}}
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information call-missing: calls "get"
      </tool_call>
      `,
      { profile, groundTruth, turns },
    );
  });

  it("are missing from an answer that makes none", () => {
    const turns = [{ role: "assistant", text: call("cancel", { id: "Q7" }) }] as const;
    const groundTruth = JSON.stringify(["get", "cancel"].map((name) => ({ name, kwargs: { id: "Q7" } })));
    expectFindings(
      callMissing,
      `
      Done.
      ^ information call-missing: calls "get"
      `,
      { profile, groundTruth, turns },
    );
    expectFindings(
      callMissing,
      `
      Done.
      ^ warning call-missing: makes 2 calls
      `,
      { profile, groundTruth },
    );
  });

  it("stay silent where a call cannot be read, and where the ground truth is an answer", () => {
    const broken = '<tool_call>\n{"name": "triangle", "arguments": {"a": 5\n</tool_call>';
    for (const rule of rules) expectFindings(rule, broken, { profile, groundTruth: possible });
    for (const groundTruth of [
      "6",
      '{"answer": 6}',
      "[6]",
      '{"name": "Heron"}',
      '{"area": {"cm2": [6]}, "by": {"a": [1]}}',
    ]) {
      for (const rule of rules) expectFindings(rule, call("triangle", asked), { profile, groundTruth });
    }
  });

  it("are not compared with what breaks off, which is said", () => {
    expectFindings(groundTruthUnscorable, call("triangle", asked), {
      profile,
      groundTruth: `
      [{"name": "triangle", "arguments": {"a": 5
                                         ^ information ground-truth-unscorable: it is no JSON
      `,
    });
  });
});

it("reads BFCL's parameters with the values that count", () => {
  const read = expectedCalls(possible);
  if (read?.kind !== "calls") throw new Error("no calls");
  expect(read.calls[0]?.arguments.map(({ choices, mayBeAbsent }) => [choices.length, mayBeAbsent])).toEqual([
    [1, false],
    [2, false],
    [1, false],
    [1, true],
  ]);
});
