import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { offersOf } from "../../../server/core/fixing/fixesOf";
import { recogniseFile } from "../../../server/core/records/reading/recogniseFile";
import { strictAuditor } from "../../support/strictAuditor";

describe("a sample after a fix", () => {
  it("is held against the tools of its prompt, in a JSON record too", () => {
    const record = {
      instruction: `You call tools.\n1. Name: get_weather\nDescription: The weather.\nParameters: {"city": {"description": "Where", "type": "string", "default": ""}}`,
      input: "",
      output: `<think> I look.\n<tool_call>\n{"name": "get_wether", "parameters": {"city": "Oslo"}}\n</tool_call>`,
    };
    const text = JSON.stringify(record);
    const recognised = recogniseFile(text, undefined);
    if (recognised === undefined) throw new Error("not recognised");
    const file = new AuditedFile(strictAuditor(), recognised.format, text);
    const sample = file.records[0]?.samples[0];
    if (sample === undefined) throw new Error("no sample");
    expect(sample.findings.map(({ rule }) => rule)).toEqual(["unclosed-tag", "unknown-tool"]);
    const unclosed = sample.findings.filter(({ rule }) => rule === "unclosed-tag");
    const after = unclosed.flatMap((finding) => offersOf(finding, sample, file)).map((offer) => offer.after.findings);
    expect(after.map((findings) => findings.map(({ rule }) => rule))).toEqual([["unknown-tool"]]);
  });
});
