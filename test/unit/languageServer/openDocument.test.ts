import { describe, expect, it } from "vitest";
import { Auditor } from "../../../server/core/audit/auditor";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceRule } from "../../../server/core/rules/rule";
import { OpenDocument } from "../../../server/languageServer/openDocument";

const sampleCount = 50;
/** Line 3 of each sample is the one to edit. */
const sample = "@sample profile=toolrl\n@completion\n<think>\nwords\n</think>\n<response>\nb\n</response>\n";
const linesPerSample = 8;

/** A document of many samples, and how often a trace in it was parsed and checked. */
function counted(): { document: OpenDocument; audit: () => number } {
  let checks = 0;
  const counting = traceRule({
    id: "counting",
    summary: "",
    severity: "error",
    check: () => {
      checks++;
    },
  });
  const auditor = new Auditor({
    profiles: builtInProfiles,
    settings: {},
    host: { log: () => undefined },
    rules: [counting],
  });
  const setup = { id: 1, auditor, asked: undefined };
  const document = new OpenDocument("file:///a.trace", "trace", 1, sample.repeat(sampleCount));
  const audit = (): number => {
    const before = checks;
    for (const record of document.fileFor(setup).records) expect(record.samples).toHaveLength(1);
    return checks - before;
  };
  return { document, audit };
}

const at = (sampleIndex: number, line: number, character: number): { line: number; character: number } => ({
  line: sampleIndex * linesPerSample + line,
  character,
});
const inserted = (sampleIndex: number, text: string) => ({
  range: { start: at(sampleIndex, 3, 2), end: at(sampleIndex, 3, 2) },
  text,
});

describe("an edit", () => {
  it("parses and checks only the sample that it touches", () => {
    const { document, audit } = counted();
    expect(audit()).toBe(sampleCount);
    expect(audit()).toBe(0);
    document.change([inserted(20, "x")], 2);
    expect(audit()).toBe(1);
    document.change([inserted(0, "x\ny")], 3);
    expect(audit()).toBe(1);
  });

  it("that is followed by others before anyone asks counts once, with all that lies between them", () => {
    const { document, audit } = counted();
    audit();
    document.change([inserted(10, "x")], 2);
    document.change([inserted(10, "y"), inserted(12, "z")], 3);
    expect(audit()).toBe(3);
  });

  it("that adds or removes a sample checks no other", () => {
    const { document, audit } = counted();
    audit();
    document.change([{ range: { start: at(10, 0, 0), end: at(10, 0, 0) }, text: sample }], 2);
    // The new one, and the two that it stands between: the change touches the end of one and the start of the other.
    expect(audit()).toBeLessThanOrEqual(3);
    document.change([{ range: { start: at(20, 0, 0), end: at(21, 0, 0) }, text: "" }], 3);
    expect(audit()).toBeLessThanOrEqual(2);
  });

  it("leaves text and records in step", () => {
    const { document } = counted();
    document.change([inserted(3, "x"), { range: { start: at(1, 0, 0), end: at(2, 0, 0) }, text: "" }], 2);
    const auditor = new Auditor({ profiles: builtInProfiles, settings: {}, host: { log: () => undefined } });
    const file = document.fileFor({ id: 1, auditor, asked: undefined });
    expect(file.text).toBe(document.getText());
    expect(file.records).toHaveLength(sampleCount - 1);
  });
});
