import { describe, expect, it } from "vitest";
import { askedProfile, createAuditor } from "../../../server/core/config/createAuditor";
import { readConfig } from "../../../server/core/config/readConfig";
import { emptyConfig, profileFor, rulesFor, type TeamConfig } from "../../../server/core/config/teamConfig";

const host = { log: (): void => undefined };

function config(files: Record<string, string>, profile?: string): TeamConfig {
  const patterns = Object.entries(files).map(([pattern, name]) => ({ pattern, profile: name }));
  return { ...emptyConfig, files: patterns, ...(profile === undefined ? {} : { profile }) };
}

describe("profileFor", () => {
  it("lets the last pattern that fits count", () => {
    const settings = config({ "runs/**": "toolrl", "runs/judge/*.jsonl": "rm-r1" });
    expect(profileFor(settings, "runs/a.trace")?.name).toBe("toolrl");
    expect(profileFor(settings, "runs/judge/a.jsonl")).toEqual({
      name: "rm-r1",
      reason: 'trace-auditor.json says so for "runs/judge/*.jsonl"',
    });
    expect(profileFor(settings, "other/a.jsonl")).toBeUndefined();
  });

  it("fits a pattern without a slash to names in every folder, hidden ones too", () => {
    const settings = config({ "*.trace": "hermes" });
    expect(profileFor(settings, "a/.b/c.trace")?.name).toBe("hermes");
    expect(profileFor(settings, "a.trace/c.txt")).toBeUndefined();
  });

  it("falls back to the profile for every file", () => {
    expect(profileFor(config({ "a/*": "hermes" }, "toolrl"), "b/x.trace")).toEqual({
      name: "toolrl",
      reason: "trace-auditor.json says so for every file",
    });
    expect(profileFor(emptyConfig, "x.trace")).toBeUndefined();
  });
});

describe("rulesFor", () => {
  const { config: team } = readConfig(`{
    "rules": {"unknown-tag": "error", "stray-closer": "warning"},
    "files": [
      {"pattern": "runs/**", "profile": "hermes", "rules": {"unknown-tag": "off", "task-type": "off"}},
      {"pattern": "runs/new/*", "profile": "toolrl"},
      {"pattern": "*.jsonl", "rules": {"task-type": "warning"}},
    ]}`);

  it("adds to the rules for every file those of the patterns that fit, the last one counting", () => {
    expect(rulesFor(team, "a.trace")).toEqual({ "unknown-tag": "error", "stray-closer": "warning" });
    expect(rulesFor(team, "runs/a.trace")).toEqual({
      "unknown-tag": "off",
      "stray-closer": "warning",
      "task-type": "off",
    });
    expect(rulesFor(team, "runs/new/a.jsonl")["task-type"]).toBe("warning");
  });

  it("leaves the profile to the last pattern that names one", () => {
    expect(profileFor(team, "runs/a.jsonl")?.name).toBe("hermes");
    expect(profileFor(team, "runs/new/a.jsonl")?.name).toBe("toolrl");
  });
});

describe("createAuditor", () => {
  it("puts a team's profile in the place of the built-in one whose name it takes", () => {
    const text = '{"profile": "hermes", "profiles": {"hermes": {"extends": "hermes", "title": "Ours"}}}';
    const team = readConfig(text).config;
    const auditor = createAuditor(team, {}, host);
    expect(auditor.profiles.filter((profile) => profile.name === "hermes")).toHaveLength(1);
    expect(auditor.profileNamed("hermes")?.title).toBe("Ours");
    expect(auditor.profileNamed("toolrl")?.title).toBe("ToolRL");
    expect(askedProfile(auditor, team, "x.trace")?.profile.title).toBe("Ours");
  });
});
