import { describe, expect, it } from "vitest";
import { whyNotRecognised } from "../../../server/core/records/reading/notRecognised";
import { readRecord } from "../../../server/core/records/reading/readRecord";
import { recogniseRecords } from "../../../server/core/records/reading/recogniseRecords";
import { PassedOverTally } from "../../../server/core/report/passedOver";
import { fixture, readAll } from "./reading";

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const completions = (text: string): string[] => readAll(text).samples.map(({ sample }) => sample.completion.text);

describe("JSON values one after the other, each over many lines", () => {
  const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

  it("are records", () => {
    const text = pretty({ prompt: "a", completion: "b" }) + pretty({ prompt: "c", completion: "d" });
    expect(recogniseRecords(text, false)?.container).toBe("objects");
    expect(completions(text)).toEqual(["b", "d"]);
  });

  it("end before the next one's line where one does not close", () => {
    const text = `{\n  "prompt": "a",\n  "completion": "b"\n}\n{\n  "prompt": "c\n}\n{\n  "prompt": "e",\n  "completion": "f"\n}\n`;
    const { samples, problems } = readAll(text);
    expect(samples.map(({ sample }) => sample.completion.text)).toEqual(["b", "f"]);
    expect(problems).toMatchObject([{ code: "invalid-json", record: 1 }]);
  });
});

describe("a session's log", () => {
  it("is read past an entry that is no JSON, and up to a torn last one", () => {
    const lines = fixture("codex.jsonl").trimEnd().split("\n");
    const broken = [...lines.slice(0, 3), "{no json}", ...lines.slice(3), '{"timestamp": "t", "type": "resp'].join(
      "\n",
    );
    const { samples, problems } = readAll(broken);
    expect(samples.map(({ sample }) => sample.completion.text)).toEqual(["I ask.", "", "2 m."]);
    expect(problems.map(({ code }) => code)).toEqual(["invalid-json", "torn-line"]);
  });

  it("tells where the conversation was compacted", () => {
    const text =
      fixture("claude-code.jsonl") +
      line({ type: "system", subtype: "compact_boundary", uuid: "8", sessionId: "s", content: "Compacted" });
    expect(readAll(text).problems).toMatchObject([{ code: "compaction", severity: "information" }]);
  });
});

describe("a file that holds no records", () => {
  it.each([
    ["a configuration of a build", { input: "src/index.ts", output: "dist/index.js" }],
    ["a lone completion", { completion: "bash" }],
    ["a package", { name: "x", version: "1" }],
  ])("is told from one that does: %s", (_, value) => {
    expect(recogniseRecords(line(value))).toBeUndefined();
    expect(recogniseRecords(JSON.stringify(value, null, 2))).toBeUndefined();
  });

  it("is a configuration only where it stands alone", () => {
    const record = { input: "1+1?", output: "2" };
    expect(recogniseRecords(line(record) + line(record))?.format.id).toBe("prompt-completion");
  });

  it("says what it is, or which fields it has", () => {
    expect(whyNotRecognised('[{"system": "a", "user": "b"}]')).toBe("Its records have `system`, `user`.");
    expect(whyNotRecognised('{"status": "cancelled", "eval": {}, "samples": []}')).toMatch(/Inspect without samples/);
    expect(whyNotRecognised('{"scanner_name": "x", "transcript_id": "y"}')).toMatch(/Scout scan/);
    expect(whyNotRecognised("<think>")).toBeUndefined();
  });
});

describe("what is not understood", () => {
  const chat = (content: unknown): unknown => ({
    messages: [
      { role: "user", content },
      { role: "assistant", content: "a" },
    ],
  });

  it("is noted by kind, with its number and first place; pictures are no words", () => {
    const parts = [{ type: "text", text: "hi" }, { type: "hologram" }, { type: "hologram" }, { type: "image_url" }];
    const text = JSON.stringify(chat(parts));
    const { passedOver } = readRecord(text, { index: 0 });
    expect(passedOver).toMatchObject([{ what: "content part of the type `hologram`", count: 2 }]);
    expect(text.slice(passedOver?.[0]?.span.start).startsWith('{"type":"hologram"}')).toBe(true);
  });

  it("is told once a file, and no file tells more than a few kinds", () => {
    const tally = new PassedOverTally();
    for (let i = 0; i < 1000; i++) {
      const isFirst = tally.add(`part ${i % 100}`, { count: 2, record: i, line: i });
      expect(isFirst).toBe(i < 50);
    }
    expect(tally.sentences.length).toBe(51);
    expect(tally.sentences[0]).toBe(
      "not understood, so not read and not checked: part 0, 20 times, first in record 0 (line 1).",
    );
    expect(tally.sentences[50]).toMatch(/: other kinds, 1000 times\.$/);
  });
});
