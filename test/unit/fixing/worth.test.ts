import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { offersOf } from "../../../server/core/fixing/fixesOf";
import { sampleAfter } from "../../../server/core/fixing/worth";
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

  it("keeps what the record says of a call that is given as data", () => {
    const call = { id: "c1", type: "function", function: { name: "get_wether", arguments: '{"city": "Oslo"}' } };
    const tools = [
      { type: "function", function: { name: "get_weather", parameters: { type: "object", properties: {} } } },
    ];
    const messages = [
      { role: "user", content: "Weather?" },
      { role: "assistant", content: "", tool_calls: [call] },
    ];
    const text = JSON.stringify({ messages, tools });
    const recognised = recogniseFile(text, undefined);
    if (recognised === undefined) throw new Error("not recognised");
    const file = new AuditedFile(strictAuditor(), recognised.format, text);
    const sample = file.records[0]?.samples[0];
    const [given] = sample?.sample.calls ?? [];
    if (sample === undefined || given?.name === undefined) throw new Error("no call");
    const edit = { part: given.name, span: { start: 0, end: given.name.text.length }, text: "get_weather" };
    const [after] = sampleAfter({ title: "Rename", safe: false, edits: [edit] }, sample, file).sample.calls;
    expect(after?.name?.text).toBe("get_weather");
    expect([after?.id, after?.recordSpan]).toEqual(["c1", given.recordSpan]);
  });
});
