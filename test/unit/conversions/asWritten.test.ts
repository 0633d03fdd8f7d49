/** What a record says twice, or in a way that no JavaScript value holds: it is kept, or told. */
import { expect, it } from "vitest";
import { RecordConverter, targetNamed, targets, type ConvertedRecord } from "../../../server/core/conversions";
import { repeatedKeys } from "../../../server/core/conversions/repeatedKeys";
import { dialectOf } from "../../../server/core/dialects/data";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { countWork } from "../../support/work";

const others = targets.map(({ id }) => id).filter((id) => id !== "chat");
const asked = { role: "user", content: "How high?" };

function convert(record: string, to: string, calls?: string): ConvertedRecord {
  const target = targetNamed(to);
  const dialect = calls === undefined ? undefined : dialectOf(calls);
  if (target === undefined) throw new Error(`no target is named ${to}`);
  return new RecordConverter(formatOf("chat", "jsonl"), target, dialect && { to: dialect }).convert(record, 0);
}

const repeated =
  '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "x", "content": "y"}],' +
  ' "score": 1, "\\u0073core": 2, "note": "one", "note": "two"}';

it.each(others)("a key that is there twice is told where only its last value goes on: %s", (to) => {
  const told = convert(repeated, to).leftBehind.filter((what) => what.includes("more than once"));
  expect(told).toEqual(
    ["messages[].content", "score", "note"].map(
      (path) => `all but the last value of the field \`${path}\`, which is there more than once`,
    ),
  );
});

it("a key that is there twice stays so in a record of its own format, and nothing is told", () => {
  expect(convert(repeated, "chat")).toMatchObject({ text: `${repeated}\n`, leftBehind: [] });
});

it("finds keys that are there twice with work in proportion to the text", () => {
  expect(repeatedKeys('{"a": [{"b": 1}, {"b": 2, "a": 3}], "c": "{\\"a\\": 1, \\"a\\": 2}"}')).toEqual([]);
  const nested = (times: number): string => `${'{"a": 1, "a": '.repeat(times)}1${"}".repeat(times)}`;
  const workOn = (times: number): number => countWork(() => repeatedKeys(nested(times)));
  expect(workOn(40_000) / workOn(20_000)).toBeLessThan(2.5);
});

it.each(["sharegpt"])("a field that no sample holds goes on as it is written: %s", (to) => {
  const fields = '"big": 12345678901234567890123, "nan": NaN, "whole": 1.0, "list": [1.50, {"x": -0.0}]';
  const record = `{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "x"}], ${fields}}`;
  const { text, leftBehind } = convert(record, to);
  expect(leftBehind).toEqual([]);
  expect(text).toContain(fields.replace(/, "nan".*/, ""));
  expect(text).toContain('"nan": NaN, "whole": 1.0, "list": [1.50,{"x":-0.0}]');
});

const call = (name: string, args: string): object => ({ type: "function", function: { name, arguments: args } });
const [good, broken] = [call("tide", '{"hour": 6}'), call("moon", "{broken")];
const calling = (...calls: readonly object[]): string =>
  JSON.stringify({ messages: [asked, { role: "assistant", content: null, tool_calls: calls }] });
const names = (text: string): readonly string[] => text.match(/tide|moon/g) ?? [];

it("calls keep their order: one that cannot be text stays data, with those after it", () => {
  const first = convert(calling(broken, good), "chat", "hermes");
  expect(names(first.text)).toEqual(["moon", "tide"]);
  expect(first.text).not.toContain("<tool_call>");
  const last = convert(calling(good, broken), "chat", "hermes");
  expect(names(last.text)).toEqual(["tide", "moon"]);
  expect(last.text).toContain("<tool_call>");
  for (const { leftBehind } of [first, last]) {
    expect(leftBehind).toEqual(["calls without a name or a JSON object, which stay data with those after them"]);
  }
  expect(convert(calling(good, good), "chat", "hermes").leftBehind).toEqual([]);
});

it("a call that is cut off stays as it is written, and that is told", () => {
  const content =
    '<tool_call>\n{"name": "tide", "arguments": {"hour": 6}}\n</tool_call>\n<tool_call>\n{"name": "moon", "arguments": {"ho';
  const record = JSON.stringify({ messages: [asked, { role: "assistant", content }] });
  const { text, leftBehind } = convert(record, "chat", "mistral");
  expect(text).toContain('<tool_call>\\n{\\"name\\": \\"moon');
  expect(leftBehind).toEqual(["calls that are cut off or have no name, which stay as they are written"]);
});
