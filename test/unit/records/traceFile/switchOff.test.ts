import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { switchOffInSample } from "../../../../server/core/records/traceFile/switchOff";
import { traceFileFormat } from "../../../../server/core/records/traceFile/traceFileFormat";

function switchedOff(text: string, rule: string): string {
  const { span, text: written } = switchOffInSample(text, rule);
  return text.slice(0, span.start) + written + text.slice(span.end);
}

describe("switching a rule off in a sample", () => {
  it("writes it behind @sample, after those that are off already", () => {
    expect(switchedOff("@sample id=a\n@completion\nx", "task-type")).toBe("@sample id=a off=task-type\n@completion\nx");
    expect(switchedOff("@sample off=a id=b\r\n@completion\r\nx", "c")).toBe("@sample off=a,c id=b\r\n@completion\r\nx");
    expect(switchedOff('@sample off="a, b" id=c\n', "b")).toBe("@sample off=a,b id=c\n");
  });

  it("gives a sample that has none its @sample line", () => {
    expect(switchedOff("<think> a </think>", "a")).toBe("@sample off=a\n@completion\n<think> a </think>");
    expect(switchedOff("\r\n@user\r\nu\r\n", "a")).toBe("@sample off=a\r\n\r\n@user\r\nu\r\n");
  });

  it("changes no character of any text, whatever the record is", () => {
    const pieces = [
      "@sample",
      "@sample id=a",
      "@completion",
      "@user",
      "@@user",
      "@ground_truth",
      "text",
      "<think>",
      "",
    ];
    const record = fc
      .tuple(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), fc.constantFrom("\n", "\r\n"))
      // One @sample at most: a file is cut into records at them.
      .map(([lines, end]) => lines.filter((line, i) => !line.startsWith("@sample") || i === 0).join(end));
    fc.assert(
      fc.property(record, (text) => {
        const before = traceFileFormat.read(text, 0).samples;
        const after = traceFileFormat.read(switchedOff(text, "task-type"), 0).samples;
        const texts = (samples: typeof before): unknown =>
          samples.map(({ completion, groundTruth, turns }) => [
            completion.text,
            groundTruth?.text,
            turns.map(({ part }) => part?.text),
          ]);
        // Text above the first header belongs to nothing, before as after.
        expect(texts(after)).toEqual(texts(before));
        expect(after.every(({ attributes }) => attributes.off?.includes("task-type"))).toBe(true);
      }),
    );
  });
});
