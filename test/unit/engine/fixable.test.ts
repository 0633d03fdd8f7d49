/** Which findings can be fixed is told by auditing again, as far as a record's budget goes. */
import { expect, it } from "vitest";
import { auditRecord } from "../../../server/core/engine/auditRecord";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { auditor } from "./support/auditor";

function toldOf(output: string): (boolean | undefined)[] {
  const by = {
    auditor,
    format: formatOf("verl", "jsonl"),
    profile: auditor.profileNamed("toolrl"),
    dialect: undefined,
  };
  const text = JSON.stringify({ input: "q", output, score: 1, step: 1 });
  const one = { text, index: 0, line: 0, character: 0, unfinished: false, tooLong: undefined };
  return auditRecord("run.jsonl", one, by, { fixable: true }).flatMap((result) =>
    result.kind === "trace" ? result.findings.map(({ fixable }) => fixable) : [],
  );
}

it("tells each finding of a usual trace", () => {
  const told = toldOf("<think> a\n<think> b\n<response> c");
  expect(told.length).toBeGreaterThan(1);
  expect(told).not.toContain(undefined);
});

it("tells the first findings of a huge trace, and of the others nothing", () => {
  const told = toldOf(`${"<think> a\n".repeat(60)}${"word ".repeat(1_000_000)}`);
  expect(told.filter((each) => each !== undefined)).toHaveLength(4);
  expect(told.length).toBeGreaterThan(50);
});
