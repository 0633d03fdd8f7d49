import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { Auditor } from "../../../server/core/audit/auditor";
import type { RecordFormat } from "../../../server/core/model/record";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { sampleRule } from "../../../server/core/rules/rule";

const record = (id: string, thought = "a"): string =>
  `@sample id=${id}\n@completion\n<think> ${thought} </think>\n<response> b </response>\n`;

/** A file that counts what is read and audited of it. */
function spied(
  text: string,
  asked?: string,
): { file: AuditedFile; edit: (from: string, to: string) => void; work: () => object } {
  let read = 0;
  let audited = 0;
  const spy = sampleRule({
    id: "spy",
    summary: "",
    severity: "error",
    check: () => {
      audited++;
    },
  });
  const format: RecordFormat = {
    ...traceFileFormat,
    read: (...args) => {
      read++;
      return traceFileFormat.read(...args);
    },
  };
  const host = { log: (line: string): void => expect.fail(line) };
  const auditor = new Auditor({ profiles: builtInProfiles, settings: {}, host, rules: [spy] });
  const profile = auditor.profiles.find(({ name }) => name === asked);
  const file = new AuditedFile(auditor, format, text, profile && { profile, reason: "asked" });
  /** Replaces the first `from` in the file by `to`. */
  const edit = (from: string, to: string): void => {
    const start = file.text.indexOf(from);
    expect(start).toBeGreaterThanOrEqual(0);
    const edited = file.text.slice(0, start) + to + file.text.slice(start + from.length);
    file.edit(edited, { start, oldEnd: start + from.length, newEnd: start + to.length });
  };
  /** What asking for all findings costs now. */
  const work = (): object => {
    [read, audited] = [0, 0];
    file.records.forEach((each) => each.samples);
    return { read, audited };
  };
  return { file, edit, work };
}

describe("an edit", () => {
  it("inside a record reads and audits that record only", () => {
    const { edit, work } = spied(record("one") + record("two", "here") + record("three"));
    expect(work()).toEqual({ read: 3, audited: 3 });
    expect(work()).toEqual({ read: 0, audited: 0 });
    edit("here", "there");
    expect(work()).toEqual({ read: 1, audited: 1 });
  });

  it("moves the records behind it, which keep their results", () => {
    const { file, edit, work } = spied(record("one", "here") + record("two"));
    work();
    const second = file.records[1];
    const results = second?.samples;
    edit("here", "here and there");
    expect(file.records[1]).toBe(second);
    expect(second?.samples).toBe(results);
    expect(file.text.slice(second?.span.start, second?.span.end)).toBe(record("two"));
  });

  it("that inserts a record gives those behind it a new number", () => {
    const { file, edit, work } = spied(record("one") + record("two") + record("three"));
    work();
    const third = file.records[2];
    edit("@sample id=two", `${record("new")}@sample id=two`);
    expect(file.records.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(file.records[3]).toBe(third);
    expect(file.records.map(({ read }) => read.samples[0]?.attributes.id)).toEqual(["one", "new", "two", "three"]);
    expect(file.records.map(({ samples }) => samples[0]?.sample.record)).toEqual([0, 1, 2, 3]);
  });

  it("that inserts the first record tells what is told once a file of that one", () => {
    const { file, edit } = spied((record("one") + record("two")).replaceAll("\n", "\r\n"));
    const told = (): string[][] => file.records.map(({ problems }) => problems.map(({ code }) => code));
    expect(told()).toEqual([["crlf"], []]);
    edit("@sample id=one", `${record("new").replaceAll("\n", "\r\n")}@sample id=one`);
    expect(told()).toEqual([["crlf"], [], []]);
    expect(file.records.map(({ read }) => read.samples[0]?.record)).toEqual([0, 1, 2]);
  });

  it("that takes a header away joins two records", () => {
    const { file, edit, work } = spied(record("one") + record("two") + record("three"));
    work();
    edit("@sample id=two\n", "");
    expect(file.records).toHaveLength(2);
    expect(work()).toEqual({ read: 1, audited: 1 });
  });

  it("at the seam of two records reads both anew at most", () => {
    const { edit, work } = spied(record("one") + record("two") + record("three"));
    work();
    edit("\n@sample id=two", "\n\n@sample id=two");
    expect(work()).toEqual({ read: 2, audited: 2 });
  });

  it("that replaces all reads all anew", () => {
    const { file, edit, work } = spied(record("one") + record("two"));
    work();
    edit(file.text, record("three").repeat(3));
    expect(work()).toEqual({ read: 3, audited: 3 });
  });
});

describe("the profile of a file", () => {
  it("is kept while the file is edited", () => {
    const { file, edit } = spied(record("one"));
    expect(file.profile?.profile.name).toBe("toolrl");
    edit("<response> b </response>", "<answer> b </answer>");
    expect(file.profile?.profile.name).toBe("toolrl");
  });

  it("is found by an edit where there was none, and then all records are audited", () => {
    const { file, edit, work } = spied("@sample\n@completion\nhello\n@sample\n@completion\nthere\n");
    expect(file.profile).toBeUndefined();
    expect(work()).toMatchObject({ audited: 0 });
    edit("hello", "<think> a </think>\n<response> b </response>");
    expect(file.profile?.profile.name).toBe("toolrl");
    expect(work()).toMatchObject({ audited: 2 });
  });

  it("that a sample asks for is its own", () => {
    const { file } = spied(`${record("one")}@sample profile=hermes\n@completion\n<think> a </think>\n`);
    expect(file.records.map(({ samples }) => samples[0]?.profile.name)).toEqual(["toolrl", "hermes"]);
  });

  it("that nobody knows is told, and the file's own is taken", () => {
    const { file } = spied(`${record("one")}@sample profile=nobody\n@completion\n<think> a </think>\n`);
    expect(file.records[1]?.problems).toMatchObject([{ code: "unknown-profile", severity: "error" }]);
    expect(file.records[1]?.samples[0]?.profile.name).toBe("toolrl");
  });
});

describe("the dialect of an edited file whose profile names none", () => {
  const call = '<tool_call>\n{"name": "f", "arguments": {}}\n</tool_call>';

  it("is the one that a file with the same text would have", () => {
    const text = record("one") + record("two", "here") + record("three");
    const { file, edit, work } = spied(text, "rm-r1");
    work();
    expect(file.dialect).toBeUndefined();
    edit("here", call);
    expect(file.dialect).toEqual(spied(file.text, "rm-r1").file.dialect);
    expect(file.dialect?.id).toBe("hermes");
    expect(work()).toEqual({ read: 0, audited: 3 });
    edit(call, "there");
    expect(file.dialect).toBeUndefined();
    expect(work()).toEqual({ read: 0, audited: 3 });
    edit("there", "then");
    expect(work()).toEqual({ read: 0, audited: 1 });
  });
});
