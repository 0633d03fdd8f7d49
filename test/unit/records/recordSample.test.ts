/** What a record's sample promises to whoever copies or edits it. */
import { describe, expect, it } from "vitest";
import { isWritable } from "../../../server/core/fixing/edits";
import { recogniseFile } from "../../../server/core/records/reading/recogniseFile";
import type { Sample } from "../../../server/core/model/sample";
import { toSourceSpan } from "../../../server/core/text/sourceMap";

const call = { type: "function", function: { name: "read_tide", arguments: "{}" } };

function samplesOf(record: object): readonly Sample[] {
  const text = `${JSON.stringify(record)}
`;
  const recognised = recogniseFile(text);
  if (recognised === undefined) throw new Error("no format fits");
  return recognised.format.read(text, 0).samples;
}

const messages = [
  { role: "user", content: "When is high water?" },
  { role: "assistant", content: null, tool_calls: [call] },
];

describe("a copy of a sample", () => {
  it("has its turns, before and after they were asked for", () => {
    const [sample] = samplesOf({ messages });
    const before = { ...sample };
    expect(before.turns?.map(({ part }) => part?.text)).toEqual(["When is high water?"]);
    expect({ ...sample }.turns).toBe(sample?.turns);
  });
});

describe("an assistant turn of calls alone", () => {
  it("has an empty text at its message, which the record has no text for", () => {
    const record = { messages };
    const [sample] = samplesOf(record);
    const source = sample?.completion.source;
    expect(sample?.completion.text).toBe("");
    expect(source?.unwritten).toBe(true);
    const { start, end } = toSourceSpan(source!, { start: 0, end: 0 });
    expect(end).toBe(start);
    expect(JSON.stringify(record).slice(start)).toMatch(/^{"role":"assistant"/);
    expect(source?.toText(start)).toBe(0);
    expect(source?.toText(start + 1)).toBeUndefined();
  });

  it("lets no fix write into the record's JSON", () => {
    const part = samplesOf({ messages })[0]!.completion;
    const edit = { part, span: { start: 0, end: 0 }, text: "<think>" };
    expect(isWritable({ title: "Open <think>", safe: true, edits: [edit] })).toBe(false);
  });
});
