import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { profileOf, type ReadBy } from "../../../server/core/audit/readBy";
import { FilteredTrace } from "../../../server/core/engine/filteredTrace";
import { sampleRow } from "../../../server/core/engine/sampleRow";
import { readTrace } from "../../../server/core/readings/readTrace";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { strictAuditor } from "../../support/strictAuditor";

const chat = formatOf("chat", "jsonl");
const auditor = strictAuditor();

/** What `parse`, the filter `cut` and a report say of a chat record's trace. */
function saidOf(content: string, more: object = {}): readonly boolean[] {
  const messages = [
    { role: "user", content: "Where?" },
    { role: "assistant", content },
  ];
  const file = new AuditedFile(auditor, chat, JSON.stringify({ messages, ...more }));
  const [found] = file.records[0]?.samples ?? [];
  const sample = found?.sample ?? file.records[0]!.read.samples[0]!;
  const by: ReadBy = { auditor, format: chat, profile: file.profile?.profile, dialect: file.dialect?.id };
  const profile = profileOf(sample, by);
  const facts = profile && auditor.factsOf(sample, profile);
  const head = { file: "a.jsonl", record: 0, trace: 0, id: undefined, checked: true };
  return [
    readTrace(sample, profile?.dialect ?? null, facts).cut,
    new FilteredTrace({ file: "a.jsonl", id: undefined, sample, by }).is("cut"),
    sampleRow(head, sample, found, undefined).cut,
  ];
}

const call = '<tool_call>\n{"name": "find", "arguments": {"place": "Oslo"}}';

describe("whether a trace was cut off", () => {
  it("is the same for parse, filters and reports", () => {
    expect(saidOf("<think>\nI look.\n</think>\n<answer>In the nor")).toEqual([true, true, true]);
    expect(saidOf("<think>\nI look")).toEqual([true, true, true]);
    expect(saidOf(call.slice(0, -8))).toEqual([true, true, true]);
    expect(saidOf(`${call}\n</tool_call>`)).toEqual([false, false, false]);
    expect(saidOf(call)).toEqual([false, false, false]);
  });

  it("follows the record's word", () => {
    expect(saidOf("<think>\nI look", { finish_reason: "stop" })).toEqual([false, false, false]);
    expect(saidOf(`${call}\n</tool_call>`, { finish_reason: "length" })).toEqual([true, true, true]);
    expect(saidOf(`${call}\n</tool_call>`, { is_truncated: true })).toEqual([true, true, true]);
    // Without anything that a profile reads, there is only the record's word.
    expect(saidOf("In the north.", { finish_reason: "length" })).toEqual([true, true, true]);
    expect(saidOf("In the nor")).toEqual([false, false, false]);
  });
});
