import fc from "fast-check";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Sample } from "../../../server/core/model/sample";
import { editRecord, type EditableRecord, type RecordEdit } from "../../../server/core/records/traceFile/editRecord";
import { isOfColumns, readRecord } from "../../../server/core/records/reading/readRecord";
import { writeBody } from "../../../server/core/records/traceFile/bodies";
import type { Refusal } from "../../../server/core/records/traceFile/changedTexts";
import { writeTraceFile, type WrittenSection } from "../../../server/core/records/traceFile/writeTraceFile";
import { applyEdits } from "../../../server/core/text/edits";
import { fixture, readAll, valuesIn } from "./reading";

const seed = 20_261_123;

/** A record as a JSONL file holds it. */
function recordOf(text: string): EditableRecord {
  const samples = (given: string): readonly Sample[] => readRecord(given, { index: 0 }).samples;
  return {
    text,
    container: "jsonl",
    written: writeTraceFile(samples(text)),
    rewrite: (given) => (samples(given).length === 0 ? undefined : writeTraceFile(samples(given))),
  };
}

function edited(record: EditableRecord, trace: string): string {
  const made = editRecord(record, trace);
  if ("message" in made) throw new Error(made.message);
  const text = applyEdits(record.text, made.edits);
  expect(recordOf(text).written.text).toBe(made.text);
  return text;
}

function refusal(record: EditableRecord, trace: string): Refusal {
  const made = editRecord(record, trace);
  if ("message" in made) return made;
  throw new Error(`not refused: ${applyEdits(record.text, made.edits)}`);
}

/** The `.trace` text with other texts in its sections. */
function withTexts({ written }: EditableRecord, texts: (section: WrittenSection, i: number) => string): string {
  const carriageReturn = / cr=(\S+)/.exec(written.text)?.[1];
  return written.sections
    .map((section, i) => {
      const { header, part, calls } = section;
      if (calls !== undefined) return written.text.slice(placeOf(written.text, i), placeOf(written.text, i + 1));
      return part === undefined ? `${header}\n` : `${header}\n${writeBody(texts(section, i), { carriageReturn })}\n`;
    })
    .join("");
}

/** Where the nth section begins in text whose parts hold no headers. */
function placeOf(text: string, n: number): number {
  return [...text.matchAll(/^@[a-z]/gm)][n]?.index ?? text.length;
}

const dump = String.raw`{"note" : "h\u00e9\/llo",  "input":"Say \"hi\" in \u00f1.", "output": "<think> caf\u00E9\n<\/think>", "gts":  null, "step":1e0}`;

describe("editRecord", () => {
  it("changes only the characters that changed, escaped as their string escapes", () => {
    const record = recordOf(dump);
    const { text } = record.written;
    expect(text).toContain("@completion\n<think> café\n</think>\n");
    expect(edited(record, text.replace("<think> café\n</think>", 'A: <think> "née" café\t/\n</think>'))).toBe(
      dump.replace(String.raw`<think> caf\u00E9\n`, String.raw`A: <think> \"n\u00E9e\" caf\u00E9\t\/\n`),
    );
    expect(editRecord(record, text)).toEqual({ edits: [], text });
  });

  it("keeps what lies between two changes, however it is written", () => {
    const mixed = String.raw`{"instruction": "", "output": "one é \u00e9 \u00c9 two"}`;
    const record = recordOf(mixed);
    expect(edited(record, record.written.text.replace("one", "1").replace("two", "2"))).toBe(
      mixed.replace("one", "1").replace("two", "2"),
    );
  });

  it("keeps halves of surrogate pairs, which the document cannot show", () => {
    const line = String.raw`{"instruction": "", "output": "a \ud83d b \udc00"}`;
    const record = recordOf(line);
    const shown = record.written.text.replace(/[\ud800-\udfff]/g, "\ufffd");
    expect(edited(record, shown.replace("a ", "A "))).toBe(line.replace("a ", "A "));
  });

  it("reads what it wrote as what the document says, whatever the texts hold", () => {
    const text = fc.string({
      unit: fc.constantFrom(
        "a",
        " ",
        "\n",
        "\n@user",
        "\n@@completion x",
        '"',
        "\\",
        "\\u00e9",
        "é",
        "€",
        "😀",
        "/",
        "\t",
        "␍",
        "\r",
        "\u2028",
        "\ud800",
      ),
      maxLength: 12,
    });
    const record = fc.record({
      instruction: text,
      input: text.filter((given) => given !== ""),
      output: text,
      other: text,
    });
    const ascii = (json: string): string =>
      json.replace(/[^\u0000-\u007f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    fc.assert(
      fc.property(record, record, fc.boolean(), (before, after, isAscii) => {
        const line = isAscii ? ascii(JSON.stringify(before)) : JSON.stringify(before).replaceAll("/", "\\/");
        const editable = recordOf(line);
        const hasReturn = editable.written.text.includes(" cr=");
        // Without a character for it no editor could hold a carriage return; and none holds half a pair.
        const held = (given: string): string =>
          (hasReturn ? given : given.replaceAll("\r", "")).replace(/\p{Surrogate}/gu, "").replaceAll("␍", "");
        const wanted = [after.instruction, after.input, after.output].map(held);
        const made = edited(
          editable,
          withTexts(editable, (_section, i) => wanted[i - 1] ?? ""),
        );
        expect(JSON.parse(made)).toEqual({
          instruction: wanted[0],
          input: wanted[1],
          output: wanted[2],
          other: before.other,
        });
      }),
      { seed, numRuns: 1000 },
    );
  });

  const folder = join(import.meta.dirname, "../../fixtures/records");
  // Token ids and outcomes hold no text.
  const without = new Set(["tokens.jsonl", "judged-outcomes.jsonl"]);
  const names = readdirSync(folder).filter((name) => !without.has(name));
  /** Here one text is held against another to tell what it is: after an edit it may be something else. */
  const compared = new Set(["preference.jsonl", "rllm.json"]);
  it.each(names)("edits every text of %s, or says why not, and touches no other", (name) => {
    const { recognition, samples } = readAll(fixture(name));
    const { container, format } = recognition;
    const records = new Map(
      samples.map(({ sample, record }) => [`${sample.record}`, { number: sample.record, record }]),
    );
    let done = 0;
    for (const { number, record } of records.values()) {
      const samplesOf = (text: string): readonly Sample[] =>
        readRecord(
          text,
          { index: number, columns: isOfColumns(container), session: container === "session" },
          format,
        ).samples.filter((each) => each.record === number);
      const rewrite = (text: string): EditableRecord["written"] => writeTraceFile(samplesOf(text));
      const editable = { text: record, container, written: rewrite(record), rewrite };
      editable.written.sections.forEach(({ part }, section) => {
        if (part === undefined || part.text === "") return;
        const longer = `${part.text.slice(0, -1)}~\n"${part.text.slice(-1)}`;
        const trace = withTexts(editable, (each, i) => (i === section ? longer : (each.part?.text ?? "")));
        const made: RecordEdit | Refusal = editRecord(editable, trace);
        if ("message" in made) {
          expect(made.message + part.text).toMatch(/one line|read otherwise/);
          expect(/^[[{\d]/.test(part.text) || compared.has(name)).toBe(true);
          return;
        }
        const text = applyEdits(record, made.edits);
        expect(rewrite(text).text).toBe(made.text);
        expect(changedLeaves(valuesIn(record), valuesIn(text))).toBe(1);
        done++;
      });
    }
    expect(done).toBeGreaterThan(0);
  });

  it("edits calls that are given as data, as a string or as an object", () => {
    const chat = (calls: unknown): string =>
      JSON.stringify({
        messages: [
          { role: "user", content: "Weather?" },
          { role: "assistant", content: null, tool_calls: calls },
        ],
      });
    for (const given of [{ city: "Osl" }, '{"city": "Osl"}', JSON.stringify(JSON.stringify({ city: "Osl" }))]) {
      const line = chat([{ function: { name: "weather", arguments: given } }]);
      const record = recordOf(line);
      const trace = record.written.text.replace("weather", "forecast").replace("Osl", "Oslo");
      expect(edited(record, trace)).toBe(line.replace("weather", "forecast").replace("Osl", "Oslo"));
    }
    const nested = chat([JSON.stringify({ function: { name: "weather", arguments: { city: "Osl" } } })]);
    const record = recordOf(nested);
    expect(edited(record, record.written.text.replace("Osl", 'O\\"slo'))).toBe(nested.replace("Osl", 'O\\\\\\"slo'));
  });
});

/** How many values two JSON values of one shape differ in. */
function changedLeaves(a: unknown, b: unknown): number {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return Object.is(a, b) ? 0 : 1;
  const keys = Object.keys(a);
  expect(Object.keys(b)).toEqual(keys);
  return keys.reduce((sum, key) => sum + changedLeaves(a[key as never], b[key as never]), 0);
}

describe("an edit that cannot be written back", () => {
  const record = recordOf(dump);
  const { text } = record.written;
  const at = (trace: string): string => {
    const { message, span } = refusal(record, trace);
    return `${trace.slice(span.start, span.end)}: ${message}`;
  };

  it.each([
    ["a header more", text.replace("\nSay", "\n@user\nSay"), /^@user: .* has no @user here: .* write @@user/],
    ["one less", text.replace("@completion\n", ""), /The line @completion is missing here/],
    ["none at all", "", /The line @sample step=1 .*is missing here/],
    ["another one", text.replace("@prompt", "@system"), /^@system: .* Here stood @prompt/],
    [
      "@sample",
      text.replace("step=1", "step=2"),
      /^@sample step=2.*: What @sample says comes from other fields.* @sample step=1/,
    ],
    ["a second sample", `${text}@sample\n@completion\nx\n`, /^@sample: .* has no @sample here/],
    ["text of nobody", text.replace("@prompt", "Mine.\n@prompt"), /^Mine\.\n: This text belongs to no part/],
    ["text before all", `Mine.\n${text}`, /^Mine\.\n: This text belongs to no part/],
  ])("is told with its place: %s", (_what, trace, wanted) => {
    expect(at(trace)).toMatch(wanted);
  });

  it("is told where the record has no text, or has data", () => {
    const chat = recordOf(
      '{"messages": [{"role": "user", "content": null}, {"role": "assistant", "content": null, "tool_calls": [{"name": "f"}]}], "tools": [{"name": "f"}], "gts": 5}',
    );
    const trace = chat.written.text;
    expect(refusal(chat, trace.replace("@user\n", "@user\nHi.\n")).message).toContain("no text here");
    expect(refusal(chat, trace.replace("@completion\n\n", "@completion\nHi.\n")).message).toContain("no text here");
    expect(refusal(chat, trace.replace('[{"name"', '[\n{"name"')).message).toContain("on one line");
    expect(refusal(chat, trace.replace('[{"name"', '{"name"')).message).toContain("read otherwise");
    expect(refusal(chat, trace.replace("\n5\n", '\n"5"\n')).message).toContain("read otherwise");
    expect(edited(chat, trace.replace("\n5\n", "\n[5, 6]\n"))).toContain('"gts": [5, 6]}');
    expect(
      refusal(chat, trace.replace('{"name": "f"}\n@ground', '{"name": "f"}\n{"name": "g"}\n@ground')).message,
    ).toContain("has 1 calls here");
    expect(refusal(chat, trace.replace('{"name": "f"}\n@', '{"name": "f", "arguments": {}}\n@')).message).toContain(
      'has no "arguments"',
    );
  });

  it("is told where it would divide a prompt into other turns", () => {
    const templated = recordOf(fixture("templated-text.jsonl").trim());
    const trace = templated.written.text;
    expect(edited(templated, trace.replace("Weather?", "Weather in Oslo?"))).toBe(
      templated.text.replace("Weather?", "Weather in Oslo?"),
    );
    const marked = trace.replace("Weather?", "Weather?<|im_end|>\n<|im_start|>assistant\nSunny.");
    expect(refusal(templated, marked).message).toContain("marks that set off the turns");
  });

  it("is told where a text that is shown twice was edited in two ways, and made where in one", () => {
    const line = fixture("toolrl-rl-set.jsonl").split("\n")[2] ?? "";
    const twice = recordOf(line);
    const trace = twice.written.text;
    const once = trace.replace("@user\nWeather?", "@user\nWeather today?");
    expect(edited(twice, once)).toBe(line.replace("Weather?", "Weather today?"));
    const otherwise =
      once.slice(0, once.lastIndexOf("@user")) + once.slice(once.lastIndexOf("@user")).replace("er?", "er now?");
    expect(refusal(twice, otherwise).message).toContain("shown twice");
  });

  it("is not the @sample line that the editor was given, though the record says another one now", () => {
    const shown = text.replace("step=1", "step=1 profile=toolrl");
    const made = editRecord(record, shown.replace("café", "tea"), shown);
    expect("edits" in made && applyEdits(dump, made.edits)).toBe(dump.replace(String.raw`caf\u00E9`, "tea"));
  });
});
