import { describe, expect, it } from "vitest";
import { duplicateKey } from "../../../server/core/rules/calls/duplicate-key";
import { expectFix } from "./fixes";
import { expectFindings } from "./harness";

function trace(lines: string): string {
  return `<think> t </think>\n<tool_call>\n${lines}\n</tool_call>`;
}

describe("duplicate-key", () => {
  it("stays silent where each key stands once in its object", () => {
    expectFindings(
      duplicateKey,
      trace('{"name": "a", "parameters": {"name": "\\"name\\": 1", "x": [{"x": 1}, {"x": 2}]}}'),
    );
    expectFindings(duplicateKey, trace('{"name": "a", "parameters": {"__proto__": 1, "x": "\\": "}}'));
  });

  it("marks the second key and tells where the lost value stands", () => {
    const [finding] = expectFindings(
      duplicateKey,
      trace(
        '{"name": "a", "parameters": {"x": 1, "x": 2}}\n                                     ^^^ warning duplicate-key: so 1 is lost',
      ),
    );
    const [related] = finding?.related ?? [];
    expect(related?.part.text.slice(related.span.start, related.span.end)).toBe('"x": 1');
  });

  it("marks every further one, at any depth, also one that is written with an escape", () => {
    expectFindings(
      duplicateKey,
      trace(
        '{"name": "a", "name": "b", "parameters": {"x": [{"y": 1, "\\u0079": 2, "y" : 3}]}}\n              ^^^^^^ duplicate-key: "a" is lost\n                                                         ^^^^^^^^ duplicate-key: so 1 is lost\n                                                                      ^^^ duplicate-key: so 2 is lost',
      ),
    );
  });

  it("finds a repeated `__proto__`", () => {
    expectFindings(
      duplicateKey,
      trace(
        '{"name": "a", "parameters": {"__proto__": 1, "__proto__": {}}}\n                                             ^^^^^^^^^^^ duplicate-key',
      ),
    );
  });

  it("counts UTF-16 units", () => {
    expectFindings(
      duplicateKey,
      trace('{"name": "a", "😀e\u0301": 1, "😀e\u0301": 2}\n                         ^^^^^^ duplicate-key'),
    );
  });

  it("looks at the ground truth and at calls given as data", () => {
    expectFindings(duplicateKey, trace("{}"), {
      groundTruth: trace('{"x": 1, "x": 2}\n         ^^^ duplicate-key'),
      calls: [{ name: "a", arguments: '{"x": 1, "x": 2}\n         ^^^ duplicate-key' }],
    });
  });

  it("keeps the value that readers read, or the other one", () => {
    const calling = (parameters: string): string =>
      `<think> t </think>\n<tool_call>\n{"name": "a", "parameters": ${parameters}}\n</tool_call>`;
    const [twice, later, earlier] = ['{"x": 1, "y": 2, "x": 3}', '{"y": 2, "x": 3}', '{"x": 1, "y": 2}'].map(calling);
    expectFix(duplicateKey, twice ?? "", later ?? "", { safe: false });
    expectFix(duplicateKey, twice ?? "", earlier ?? "", { safe: false, title: "earlier" });
    expectFix(duplicateKey, calling('{"x":1,"x":1}'), calling('{"x":1}'), { safe: false });
    expectFix(duplicateKey, calling('{"x": {"z": 1, "z": [2]}}'), calling('{"x": {"z": [2]}}'), {});
  });
});
