import { describe, expect, it } from "vitest";
import type { ReadRecord } from "../../../../server/core/model/record";
import type { Sample } from "../../../../server/core/model/sample";
import { splitRecords } from "../../../../server/core/records/reading/split";
import { traceFileFormat } from "../../../../server/core/records/traceFile/traceFileFormat";
import { checkTraceFile } from "../../../fuzz/laws";

function read(text: string): ReadRecord {
  checkTraceFile(text);
  return traceFileFormat.read(text, 0);
}

function samples(text: string): readonly Sample[] {
  const { samples, problems } = read(text);
  expect(problems).toEqual([]);
  return samples;
}

function completion(text: string): string | undefined {
  return samples(text)[0]?.completion.text;
}

/** The problems as `code` and the text that they mark. */
function problems(text: string): string[][] {
  return read(text).problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]);
}

describe("splitting a .trace file", () => {
  const split = (text: string): string[] =>
    splitRecords(text, "trace").map(({ span }) => text.slice(span.start, span.end));

  it("cuts at @sample lines and loses nothing", () => {
    expect(split("@sample id=1\n@completion\na\n@sample\n@completion\nb")).toEqual([
      "@sample id=1\n@completion\na\n",
      "@sample\n@completion\nb",
    ]);
  });

  it("gives one record for a file without @sample", () => {
    expect(split("<think> a </think>")).toEqual(["<think> a </think>"]);
    expect(split("@completion\na\n")).toEqual(["@completion\na\n"]);
  });

  it("takes parts before the first @sample for a sample of their own, white space for nothing", () => {
    expect(split("@completion\na\n@sample\nb")).toEqual(["@completion\na\n", "@sample\nb"]);
    expect(split("\n\n@sample\nb")).toEqual(["\n\n@sample\nb"]);
  });

  it("does not take what only looks like @sample for one", () => {
    for (const line of ["@samples", "x @sample", "@@sample", " @sample", "@sample:"]) {
      expect(split(`@completion\n${line}\n`)).toHaveLength(1);
    }
  });
});

describe("the parts of a .trace file", () => {
  it("are one completion where there is no header", () => {
    expect(completion("<think> a </think>\n")).toBe("<think> a </think>");
    expect(completion("")).toBe("");
  });

  it("are the lines below their headers, without the last line end", () => {
    const [sample] = samples("@tools\n[]\n@system\ns\n\n@user \nu\n@completion\n\nc\n\n@ground_truth\ng");
    expect(sample?.tools?.text).toBe("[]");
    expect(sample?.turns.map(({ role, part }) => [role, part?.text])).toEqual([
      ["system", "s\n"],
      ["user", "u"],
    ]);
    expect(sample?.completion.text).toBe("\nc\n");
    expect(sample?.groundTruth?.text).toBe("g");
  });

  it("are both responses or neither", () => {
    const [judged] = samples("@response_a\na\n@response_b\nb\n@completion\nc");
    expect([judged?.responses?.a.text, judged?.responses?.b.text]).toEqual(["a", "b"]);
    expect(samples("@response_a\na\n@completion\nc")[0]?.responses).toBeUndefined();
  });

  it("may be empty", () => {
    expect(completion("@completion")).toBe("");
    expect(completion("@completion\n")).toBe("");
    expect(completion("@completion\n@ground_truth\n")).toBe("");
  });

  it("give a sample for each assistant turn; a reward speaks of the last trace", () => {
    const dialogue = "@user\na\n@assistant\nb\n@tool\nc\n@assistant\nd\n@ground_truth\ng\n";
    const turns = samples(dialogue);
    expect(
      turns.map(({ completion, turns, rewarded, groundTruth }) => [
        completion.text,
        turns.length,
        rewarded,
        groundTruth?.text,
      ]),
    ).toEqual([
      ["b", 1, false, undefined],
      ["d", 3, true, "g"],
    ]);
    const completed = samples(`${dialogue}@completion\ne\n`);
    expect(completed.map(({ completion, rewarded }) => [completion.text, rewarded])).toEqual([
      ["b", false],
      ["d", false],
      ["e", true],
    ]);
  });
});

describe("escaped lines", () => {
  it("are those that would read as a header, with any number of @ before them", () => {
    expect(completion("@completion\n@@user\n@@@sample id=1\n@@@@tool\n")).toBe("@user\n@@sample id=1\n@@@tool");
  });

  it.each(["@@ -1,3 +1,4 @@", "@dataclass", "@@users", "@ user", "x @@user", "@@completion:", "@@", "user@host"])(
    "are not those like %s",
    (line) => {
      expect(completion(`@completion\n${line}\n`)).toBe(line);
    },
  );
});

describe("CRLF", () => {
  it("counts as LF, and one information says so", () => {
    const { samples, problems } = read("@completion\r\na\r\n@@user\r\nb\r\n");
    expect(samples[0]?.completion.text).toBe("a\n@user\nb");
    expect(problems).toMatchObject([{ code: "crlf", severity: "information" }]);
  });

  it("leaves a lone carriage return to the model", () => {
    expect(completion("@completion\na\rb\n")).toBe("a\rb");
  });
});

describe("attributes", () => {
  it("are words, numbers and JSON strings", () => {
    const [sample] = samples(
      '@sample id="two words" profile=toolrl gold=A step=3 group=g model=m score=-2.5\n@completion\nc',
    );
    expect(sample?.attributes).toEqual({
      id: "two words",
      profile: "toolrl",
      gold: "A",
      step: 3,
      group: "g",
      model: "m",
      score: -2.5,
    });
  });

  it.each([
    ["gold=C", "gold=C"],
    ["step=x", "step=x"],
    ["score=", "score="],
    ["colour=red", "colour=red"],
    ["id=a b", "b"],
  ])("that cannot be read are told: %s", (pairs, marked) => {
    expect(problems(`@sample ${pairs}\n@completion\nc`)).toEqual([["sample-attribute", marked]]);
  });
});

describe("text that belongs to no part", () => {
  it("is told before the first header and below @sample", () => {
    expect(problems("hello\n\n@completion\nc")).toEqual([["text-before-header", "hello"]]);
    expect(problems("@sample\n\n hello\n@completion\nc")).toEqual([["text-before-header", "hello"]]);
  });

  it("is told where a part comes twice; the first is read", () => {
    const text = "@completion\na\n@completion\nb";
    expect(problems(text)).toEqual([["repeated-part", "@completion"]]);
    expect(read(text).samples[0]?.completion.text).toBe("a");
  });

  it("reads only the last trace of a dialogue so long that each sample would list too much, and says so", () => {
    const turn = "@user\na\n@assistant\n<think> a </think>\n";
    const { samples, problems } = traceFileFormat.read(`@sample\n${turn.repeat(1000)}@completion\n<think> end\n`, 0);
    expect(samples.map(({ completion }) => completion.text)).toEqual(["<think> end"]);
    expect(samples[0]?.turns).toHaveLength(2000);
    expect(problems).toMatchObject([{ code: "dialogue-too-long", severity: "information" }]);
    const { samples: alone } = traceFileFormat.read(`@sample\n${turn.repeat(1000)}`, 0);
    expect(alone.map(({ turns }) => turns.length)).toEqual([1999]);
  });
});
