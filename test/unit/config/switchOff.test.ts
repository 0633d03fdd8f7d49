import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import { switchedOff } from "../../../server/core/config/switchOff";
import { rulesFor } from "../../../server/core/config/teamConfig";

const rule = "unknown-tag";

describe("switching a rule off in trace-auditor.json", () => {
  it("makes a config of an empty file", () => {
    expect(switchedOff("", { rule })).toBe('{\n  "rules": {\n    "unknown-tag": "off"\n  }\n}\n');
    expect(switchedOff("", { rule, path: "a.jsonl" })).toBe(
      '{\n  "files": [\n    {\n      "pattern": "./a.jsonl",\n      "rules": {\n        "unknown-tag": "off"\n      }\n    }\n  ]\n}\n',
    );
  });

  it("changes nothing else: comments, order and line ends stay", () => {
    const text = '{\r\n  // Ours.\r\n  "profile": "hermes",\r\n  "rules": { "stray-closer": "off" }, // Why.\r\n}\r\n';
    const after = switchedOff(text, { rule })!;
    expect(after).toContain("// Ours.");
    expect(after).toContain("// Why.");
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect(readConfig(after)).toMatchObject({
      problems: [],
      config: { profile: "hermes", rules: { "stray-closer": "off", [rule]: "off" } },
    });
  });

  it("puts a rule that is set to something else to off", () => {
    expect(switchedOff('{"rules": {"unknown-tag": "error"}}', { rule })).toBe('{"rules": {"unknown-tag": "off"}}');
  });

  it("adds to the entry of the file if there is one", () => {
    const text = '{"files": [{"pattern": "runs/a.jsonl", "profile": "toolrl"}, {"pattern": "*", "profile": "hermes"}]}';
    const { config, problems } = readConfig(switchedOff(text, { rule, path: "runs/a.jsonl" })!);
    expect(problems).toEqual([]);
    expect(config.files).toEqual([
      { pattern: "runs/a.jsonl", profile: "toolrl", rules: { [rule]: "off" } },
      { pattern: "*", profile: "hermes" },
    ]);
  });

  it("adds an entry at the end where one behind the file's own says otherwise", () => {
    const text =
      '{"files": [{"pattern": "./a.jsonl", "profile": "toolrl"}, {"pattern": "*", "rules": {"unknown-tag": "error"}}]}';
    const { config } = readConfig(switchedOff(text, { rule, path: "a.jsonl" })!);
    expect(config.files).toHaveLength(3);
    expect(rulesFor(config, "a.jsonl")).toEqual({ [rule]: "off" });
    expect(rulesFor(config, "b.jsonl")).toEqual({ [rule]: "error" });
  });

  it("fits the one file, whatever its name holds", () => {
    for (const path of ["a (1).jsonl", "runs/[x]*.jsonl", "{a,b}.jsonl", "!no.jsonl", "a+b@c|d.jsonl"]) {
      const { config } = readConfig(switchedOff("{}", { rule, path })!);
      expect(rulesFor(config, path), path).toEqual({ [rule]: "off" });
      expect(rulesFor(config, `deeper/${path}`), path).toEqual({});
    }
  });

  it("leaves what cannot be read, or holds something else there, to a person", () => {
    for (const text of ['{"rules": ', "[]", '{"rules": []}', '{"rules": 3}', "3", "null"]) {
      expect(switchedOff(text, { rule }), text).toBeUndefined();
    }
    expect(switchedOff('{"files": {}}', { rule, path: "a.jsonl" })).toBeUndefined();
  });
});
