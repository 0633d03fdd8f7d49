import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../server/core/dialects/data";
import type { Sample } from "../../../server/core/model/sample";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { convertTraces } from "../../../server/core/readings/convertTraces";
import { readTrace } from "../../../server/core/readings/readTrace";
import { readingText } from "../../../server/core/readings/readingText";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { applyEdits } from "../../../server/core/text/edits";
import { strictAuditor } from "../../support/strictAuditor";

const chat = formatOf("chat", "jsonl");

/** The samples of a chat record. */
function samplesOf(record: string): readonly Sample[] {
  const { samples, problems } = chat.read(record, 0);
  expect(problems).toEqual([]);
  return samples;
}

function recordOf(content: unknown, more: object = {}): string {
  return JSON.stringify({
    messages: [
      { role: "user", content: "How deep is it?" },
      { role: "assistant", content, ...more },
    ],
  });
}

function last(record: string): Sample {
  return samplesOf(record).at(-1)!;
}

const call =
  '<tool_call>\n{"name": "depth", "arguments": {"lake": "Päijänne", "at": [61.5, 1.0], "n": 12345678901234567890}}\n</tool_call>';

describe("readTrace", () => {
  it("gives calls with their place in the record, exact to the digit", () => {
    const record = recordOf(`<think>\nI ask "it".\n</think>\n\n${call}`);
    const reading = readTrace(last(record), "any");
    expect(reading).toMatchObject({ dialect: "hermes", reasoning: 'I ask "it".', content: undefined, cut: false });
    const [read] = reading.calls;
    expect(read?.arguments).toBe('{"lake":"Päijänne","at":[61.5,1.0],"n":12345678901234567890}');
    expect(record.slice(read?.span.start, read?.span.end)).toBe(JSON.stringify(call).slice(1, -1));
  });

  it("writes NaN and the infinities, which JSON has no words for, as strings", () => {
    const text = '<tool_call>\n{"name": "f", "arguments": {"a": NaN, "b": [Infinity]}}\n</tool_call>';
    const [read] = readTrace(last(recordOf(text)), "hermes").calls;
    expect(JSON.parse(read?.arguments ?? "")).toEqual({ a: "NaN", b: ["Infinity"] });
  });

  it("keeps a whole call in the reasoning for a draft", () => {
    const { calls, drafts } = readTrace(last(recordOf(`<think>\nMaybe\n${call}\nor not.\n</think>\n\n${call}`)), "any");
    expect([calls.length, drafts.length]).toEqual([1, 1]);
  });

  it("says where the text ends within a call", () => {
    const sample = last(recordOf(`Now.\n${call}\n<tool_call>\n{"name": "depth", "argu`));
    const reading = readTrace(sample, "any", strictAuditor().factsOf(sample, neutralProfile()));
    expect(reading.cut).toBe(true);
    expect(reading.content).toBe("Now.");
  });

  it("reads calls given as data, and gives arguments that cannot be read as they are written", () => {
    const given = (written: string): object => ({
      tool_calls: [{ id: "c1", type: "function", function: { name: "depth", arguments: written } }],
    });
    const good = readTrace(last(recordOf(null, given('{"lake": "Ladoga", "n": 2.0}'))), "any");
    expect(good.dialect).toBe("data");
    expect(good.calls).toMatchObject([{ name: "depth", arguments: '{"lake":"Ladoga","n":2.0}', complete: true }]);
    const [bad] = readTrace(last(recordOf(null, given('{"lake": '))), "any").calls;
    expect(bad).toMatchObject({ name: "depth", arguments: undefined, written: '{"lake": ' });
  });

  it("takes a text that the record gives as a call for that call, once", () => {
    const sharegpt = formatOf("sharegpt", "jsonl");
    const value = '{"name": "depth", "arguments": {"lake": "Inari"}}';
    const record = JSON.stringify({
      conversations: [
        { from: "human", value: "?" },
        { from: "function_call", value },
      ],
    });
    const [sample] = sharegpt.read(record, 0).samples;
    const reading = readTrace(sample!, "llama-json");
    expect(reading).toMatchObject({ dialect: "data", content: undefined });
    expect(reading.calls).toMatchObject([{ name: "depth", arguments: '{"lake":"Inari"}' }]);
  });

  it("tells whose turns a dump holds", () => {
    const dump = `${call}\nuser\n<tool_response>\n222\n</tool_response>\nassistant\nIt is 222 m deep.`;
    const { turns, content } = readTrace(last(recordOf(dump)), "hermes");
    expect(turns).toEqual([
      { role: "user", by: "environment" },
      { role: "assistant", by: "model" },
      { role: "user", by: "environment" },
      { role: "assistant", by: "model" },
    ]);
    expect(content).toBe("It is 222 m deep.");
  });

  it("claims no dialect where nothing tells one, and still parts the reasoning from the content", () => {
    const reading = readTrace(last(recordOf("<think>\nDeep.\n</think>\n\nVery.")), "any");
    expect(reading).toMatchObject({ dialect: undefined, reasoning: "Deep.", content: "Very.", calls: [] });
  });
});

describe("readingText", () => {
  it("cannot be steered by what the trace holds", () => {
    const reading = readTrace(last(recordOf(`Red: \u001B[31m\n${call}`)), "any");
    const text = readingText(reading, () => "1:1").join("\n");
    expect(text).toContain("Red: ␛[31m");
    expect(text).not.toContain("\u001B");
  });
});

describe("convertTraces", () => {
  const dialect = (id: string) => dialectOf(id)!;
  const convert = (record: string, to: string, from = "any"): string =>
    applyEdits(record, convertTraces(samplesOf(record), () => from, dialect(to)).edits);

  it("changes the calls and not a character beside them, there and back", () => {
    const record = recordOf(`<think>\n"So"  \u2028 it\\is.\n</think>\n\n${call}`);
    const there = convert(record, "qwen-xml");
    expect(there).not.toBe(record);
    const at = record.indexOf(JSON.stringify(call).slice(1, -1));
    expect(there.startsWith(record.slice(0, at))).toBe(true);
    expect(there.endsWith('"}]}')).toBe(true);
    const schema = { lake: { type: "string" }, at: { type: "array" }, n: { type: "integer" } };
    const tools = [
      { type: "function", function: { name: "depth", parameters: { type: "object", properties: schema } } },
    ];
    const withTools = (text: string): string => JSON.stringify({ ...(JSON.parse(text) as object), tools });
    const back = convert(withTools(there), "hermes", "qwen-xml");
    expect(back).toBe(withTools(record));
  });

  it("leaves what is cut off, and calls given as data", () => {
    const record = recordOf('<tool_call>\n{"name": "depth", "arguments": {"lake": "La', {
      tool_calls: [{ type: "function", function: { name: "depth", arguments: "{}" } }],
    });
    const { edits, calls, left, data } = convertTraces(samplesOf(record), () => "hermes", dialect("glm-4.5"));
    expect([edits, calls, left, data]).toEqual([[], 0, 1, 1]);
  });
});

/** Texts in every dialect with the calls that are meant; no part of this repository. */
const golden = fileURLToPath(new URL("../../../../shared/data/dialects/golden.jsonl", import.meta.url));
const missing = !existsSync(golden);
if (missing) console.warn(`SKIPPED: the dialects' golden data is not at ${golden}`);

describe.skipIf(missing)("the golden texts in records (skipped where ../shared/data is missing)", () => {
  it("are read with their calls, places, reasoning and content", () => {
    const wrong: string[] = [];
    for (const line of readFileSync(golden, "utf8").trim().split("\n")) {
      const one = JSON.parse(line) as {
        readonly id: string;
        readonly dialect: string;
        readonly text: string;
        readonly tools: readonly object[];
        readonly calls: readonly { name: string; arguments: object; at: readonly [number, number] }[];
        readonly reasoning: string | null;
        readonly content: string | null;
      };
      const record = JSON.stringify({
        messages: [
          { role: "user", content: "?" },
          { role: "assistant", content: one.text },
        ],
        tools: one.tools.map((tool) => ({ type: "function", function: tool })),
      });
      const sample = samplesOf(record).at(-1);
      const reading = sample && readTrace(sample, one.dialect);
      const meant = {
        calls: one.calls.map(({ name, arguments: given, at }) => ({
          name,
          given: JSON.stringify(given),
          text: one.text.slice(...at),
        })),
        reasoning: one.reasoning,
        content: one.content,
      };
      const read = reading && {
        calls: reading.calls.map(({ name, arguments: given, span }) => ({
          name: name ?? "",
          given: JSON.stringify(JSON.parse(given ?? "null")),
          text: JSON.parse(`"${record.slice(span.start, span.end)}"`) as string,
        })),
        reasoning: reading.reasoning ?? null,
        content: reading.content ?? null,
      };
      if (JSON.stringify(read) !== JSON.stringify(meant)) wrong.push(one.id);
    }
    expect(wrong).toEqual([]);
  });
});
