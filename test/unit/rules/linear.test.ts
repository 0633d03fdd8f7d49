/** Rules on calls take work in proportion to the text, and say where they stop; counted, not timed. */
import { describe, expect, it } from "vitest";
import { activeRules } from "../../../server/core/audit/activeRules";
import { auditSample } from "../../../server/core/audit/auditSample";
import { Facts } from "../../../server/core/facts/facts";
import { createTraceParser } from "../../../server/core/parse/parseTrace";
import { missingParameter } from "../../../server/core/rules/calls/missing-parameter";
import { parameterType } from "../../../server/core/rules/calls/parameter-type";
import { unknownParameter } from "../../../server/core/rules/calls/unknown-parameter";
import type { Finding } from "../../../server/core/model/finding";
import { countWork } from "../../support/work";
import { profileNamed, sample } from "./harness";

const profile = profileNamed("toolrl");
const rules = [missingParameter, unknownParameter, parameterType];

/** Calls of a tool with parameters, so and so many of each; so many are expected, and so many values listed for each. */
function audit(
  calls: number,
  parameters: number,
  given: (call: number) => object,
  { expected = 0, values = 0 }: { readonly expected?: number; readonly values?: number } = {},
): readonly Finding[] {
  const names = Array.from({ length: parameters }, (_, i) => `p${i}`);
  const properties = Object.fromEntries(
    names.map((name) => [name, { type: "string", enum: Array.from({ length: values }, (_, i) => `v${i}`) }]),
  );
  const tool = { name: "f", parameters: { type: "object", properties, required: names } };
  const lines = Array.from({ length: calls }, (_, i) => JSON.stringify({ name: "f", parameters: given(i) }));
  const truth = Array.from({ length: expected }, () => JSON.stringify({ name: "f", parameters: { p0: "" } }));
  const block = (of: readonly string[]): string => `<think> t </think>\n<tool_call>\n${of.join("\n")}\n</tool_call>`;
  const texts = {
    completion: block(lines),
    tools: JSON.stringify([tool]),
    ...(expected > 0 ? { groundTruth: block(truth) } : {}),
  };
  const facts = new Facts(sample(texts), profile, createTraceParser(profile));
  return auditSample(facts, activeRules(rules, {}, profile), { log: () => undefined }).findings;
}

describe("calls against their tools", () => {
  it.each([
    ["that lack all parameters", (k: number) => audit(k, k, () => ({}))],
    ["that misspell theirs", (k: number) => audit(4, k, () => Object.fromEntries(named("q", k)))],
    ["that have another type", (k: number) => audit(10, k, () => Object.fromEntries(named("p", k)))],
    ["beside as many that are expected", (k: number) => audit(k, 10, () => ({ q: 1 }), { expected: k })],
    ["that take none of as many values", (k: number) => audit(k, 1, () => ({ p0: "w" }), { values: k })],
  ])("%s", (_, run) => {
    run(200);
    const [half, whole] = [countWork(() => run(1000)), countWork(() => run(2000))];
    expect(whole / half).toBeLessThan(2.6);
  });

  it("are checked where they are many, and told where they are too many", () => {
    const told = (findings: readonly Finding[]): string[] =>
      findings
        .filter(({ message }) => message.startsWith("Not checked"))
        .map(({ rule, severity }) => `${rule} ${severity}`);
    expect(told(audit(500, 20, () => ({ p0: "" })))).toEqual([]);
    expect(told(audit(100, 1000, () => ({ p0: "" })))).toEqual([]);
    expect(told(audit(2000, 1000, () => ({ p0: "" })))).toEqual(
      ["missing-parameter", "unknown-parameter", "parameter-type"].map((rule) => `${rule} information`),
    );
  });
});

function named(letter: string, count: number): [string, number][] {
  return Array.from({ length: count }, (_, i) => [`${letter}${i}`, 1]);
}
