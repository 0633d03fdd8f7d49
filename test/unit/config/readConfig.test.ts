import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import { emptyConfig } from "../../../server/core/config/teamConfig";

/** The problems of a config as `code at "text under the place"`. */
function told(text: string): string[] {
  return readConfig(text).problems.map(({ code, span }) => `${code} at ${text.slice(span.start, span.end)}`);
}

function messages(text: string): string[] {
  return readConfig(text).problems.map(({ message }) => message);
}

const ownProfile = `{
  // Our agents reason in <plan>.
  "profile": "our-agent",
  "files": [{ "pattern": "judges/**", "profile": "hermes" },],
  "profiles": {
    "our-agent": {
      "extends": "toolrl",
      "title": "Our agent",
      "tags": { "plan": { "content": "prose", "purpose": "The plan." }, "think": null },
      "layouts": [{ "blocks": [{ "tag": "plan", "min": 1 }, { "tag": "tool_call" }, { "tag": "response", "max": null }] }],
      "rules": { "block-separator": "off" },
    },
  },
  "rules": { "unknown-tag": "error" },
}`;

describe("readConfig", () => {
  it("reads comments, trailing commas and a byte-order mark", () => {
    const { config, problems } = readConfig(`\uFEFF${ownProfile}`);
    expect(problems).toEqual([]);
    expect(config.profile).toBe("our-agent");
    expect(config.files).toEqual([{ pattern: "judges/**", profile: "hermes" }]);
    expect(config.rules).toEqual({ "unknown-tag": "error" });
  });

  it("finishes own profiles over the one that they extend", () => {
    const profile = readConfig(ownProfile).config.profiles[0]!;
    expect(profile.name).toBe("our-agent");
    expect(Object.keys(profile.tags).sort()).toEqual(["obs", "plan", "response", "tool_call", "user"]);
    expect(profile.layouts[0]!.blocks).toEqual([
      { tag: "plan", min: 1, max: 1, after: null, last: false },
      { tag: "tool_call", min: 0, max: 1, after: null, last: false },
      { tag: "response", min: 0, max: null, after: null, last: false },
    ]);
    expect(profile.calls).toEqual({ tag: "tool_call", argumentsKey: "parameters", oneCallPerLine: true });
    expect(profile.rules["block-separator"]).toBe("off");
  });

  it("takes nothing to be a team without settings", () => {
    expect(readConfig("{}")).toEqual({ config: emptyConfig, problems: [] });
  });

  it("says what an empty file could hold", () => {
    expect(messages(" \n")).toEqual([
      'This file is empty: write {} for no settings, or for instance {"profile": "toolrl"}.',
    ]);
  });

  it("places syntax errors and keeps the rest", () => {
    const text = '{"profile": "hermes" "rules": {"unknown-tag": "off"}}';
    expect(told(text)).toEqual(['syntax at "rules"']);
    expect(readConfig(text).config.rules).toEqual({ "unknown-tag": "off" });
  });

  it("survives any nesting", () => {
    const { config, problems } = readConfig("[".repeat(200_000));
    expect(config).toEqual(emptyConfig);
    expect(problems[0]!.message).toContain("nested too deeply");
  });

  it("suggests the key that was meant", () => {
    expect(told('{"profil": "hermes"}')).toEqual(['unknown-key at "profil"']);
    expect(messages('{"profil": "hermes"}')[0]).toContain('Did you mean "profile"?');
  });

  it("suggests rule ids and severities, and leaves the other rules standing", () => {
    const text = '{"rules": {"unclosed-tags": "off", "unknown-tag": "warn", "stray-closer": "off"}}';
    expect(told(text)).toEqual(['unknown-rule at "unclosed-tags"', 'unknown-value at "warn"']);
    expect(messages(text)[0]).toContain('Did you mean "unclosed-tag"?');
    expect(messages(text)[1]).toContain('Did you mean "warning"?');
    expect(readConfig(text).config.rules).toEqual({ "stray-closer": "off" });
  });

  it("tells a value of the wrong type in words", () => {
    expect(messages('{"files": {"a": 1}, "profile": 3}')).toEqual([
      '"files" must be a list, not an object.',
      '"profile" must be a text in quotes, not a number.',
    ]);
  });

  it("tells keys that stand twice", () => {
    expect(told('{"rules": {"unknown-tag": "off", "unknown-tag": "error"}}')).toEqual([
      'repeated-key at "unknown-tag"',
    ]);
  });

  it("tells profiles that are not there", () => {
    const text =
      '{"profile": "tollrl", "files": [{"pattern": "*.trace", "profile": "x"}], "profiles": {"y": {"extends": "z"}}}';
    expect(told(text)).toEqual(['unknown-profile at "tollrl"', 'unknown-profile at "x"', 'unknown-profile at "z"']);
    expect(messages(text)[0]).toContain('Did you mean "toolrl"?');
    expect(readConfig(text).config).toEqual(emptyConfig);
  });

  it("points at the right pattern when another one was left out", () => {
    const text = '{"files": [{"pattern": 3, "profile": "hermes"}, {"pattern": "*", "profile": "nowhere"}]}';
    expect(told(text)).toEqual(["wrong-type at 3", 'unknown-profile at "nowhere"']);
  });

  it("takes rules by path, with a profile or without", () => {
    const text =
      '{"files": [{"pattern": "*", "rules": {"unknown-tag": "off"}}, {"pattern": "a/*", "profile": "hermes"}]}';
    expect(readConfig(text)).toEqual({
      config: {
        ...emptyConfig,
        files: [
          { pattern: "*", rules: { "unknown-tag": "off" } },
          { pattern: "a/*", profile: "hermes" },
        ],
      },
      problems: [],
    });
  });

  it("leaves out a wrong rule of a pattern and keeps the others, and its rules where its profile is unknown", () => {
    const text =
      '{"files": [{"pattern": "*", "profile": "nowhere", "rules": {"unclosed": "off", "stray-closer": "off"}}]}';
    expect(told(text)).toEqual(['unknown-profile at "nowhere"', 'unknown-rule at "unclosed"']);
    expect(readConfig(text).config.files).toEqual([{ pattern: "*", rules: { "stray-closer": "off" } }]);
  });

  it("says what a pattern lacks that says nothing", () => {
    expect(messages('{"files": [{"pattern": "*"}, {"profile": "hermes"}]}')).toEqual([
      '"profile" or "rules" is missing here: a pattern alone has no effect.',
      '"pattern" is missing here.',
    ]);
  });

  it("tells a circle once and finishes the profiles outside it", () => {
    const text = `{"profiles": {
      "a": {"extends": "b"}, "b": {"extends": "c"}, "c": {"extends": "b"}, "d": {"extends": "a"}, "e": {"extends": "hermes"}}}`;
    expect(messages(text)).toEqual([
      "These profiles extend each other in a circle: b → c → b. One of them must be independent or extend a built-in profile.",
    ]);
    expect(readConfig(text).config.profiles.map((profile) => profile.name)).toEqual(["e"]);
  });

  it("lets a profile extend the built-in one whose name it takes", () => {
    const text = '{"profiles": {"toolrl": {"extends": "toolrl", "title": "Ours", "textOutside": "allowed"}}}';
    const { config, problems } = readConfig(text);
    expect(problems).toEqual([]);
    expect(config.profiles[0]).toMatchObject({ name: "toolrl", title: "Ours", textOutside: "allowed" });
    expect(Object.keys(config.profiles[0]!.tags)).toContain("tool_call");
  });

  it("follows chains of any length", () => {
    const chain = Array.from({ length: 5000 }, (_, i): [string, object] => [
      `p${i}`,
      { extends: i === 4999 ? "hermes" : `p${i + 1}` },
    ]);
    const { config, problems } = readConfig(JSON.stringify({ profiles: Object.fromEntries(chain) }));
    expect(problems).toEqual([]);
    expect(config.profiles).toHaveLength(5000);
  });

  it("tells tags that are named and not defined, at their place", () => {
    const text = `{"profiles": {"ours": {
      "tags": {"plan": {"content": "prose", "children": ["step"]}},
      "layouts": [{"when": {"tag": "kind", "text": "x"}, "blocks": [{"tag": "plann"}], "oneOf": [["act"]]}],
      "calls": {"tag": "call", "argumentsKey": "arguments", "oneCallPerLine": false},
      "turnTags": ["obs"]}}}`;
    expect(told(text)).toEqual([
      'undefined-tag at "step"',
      'undefined-tag at "kind"',
      'undefined-tag at "plann"',
      'undefined-tag at "act"',
      'undefined-tag at "call"',
      'undefined-tag at "obs"',
    ]);
    expect(messages(text)[2]).toContain('Did you mean "plan"?');
  });

  it("tells at the profile what it takes away from under an inherited order", () => {
    const text = '{"profiles": {"ours": {"extends": "think-answer", "tags": {"think": null}}}}';
    expect(told(text)).toEqual(['undefined-tag at "ours"']);
  });

  it("tells an unknown reader, a tag in brackets, a profile without tags, and bounds that cannot be", () => {
    const text = `{"profiles": {
      "a": {"extends": "toolrl", "readers": ["tollrl"]},
      "b": {"tags": {"<plan>": {"content": "prose"}}},
      "c": {},
      "d": {"tags": {"t": {"content": "prose"}}, "layouts": [{"blocks": [{"tag": "t", "min": 2}]}]}}}`;
    expect(told(text)).toEqual([
      'unknown-value at "tollrl"',
      'name at "<plan>"',
      'no-tags at "c"',
      'min-over-max at {"tag": "t", "min": 2}',
    ]);
    expect(messages(text)[1]).toContain('Write "plan", without the angle brackets.');
  });
});
