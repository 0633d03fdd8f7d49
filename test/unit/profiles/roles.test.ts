import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import schema from "../../../server/core/config/trace-auditor.schema.json";
import { dialects } from "../../../server/core/dialects/conventions";
import type { Profile } from "../../../server/core/model/profile";
import { tagOf, tagsOf, taskTypes } from "../../../server/core/model/role";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { usualRole } from "../../../server/core/profiles/usualRole";

function own(profile: object): Profile {
  const { config, problems } = readConfig(JSON.stringify({ profiles: { own: profile } }));
  expect(problems).toEqual([]);
  return config.profiles[0]!;
}

describe("roles of tags", () => {
  it("are those of the built-in profiles, which say them themselves", () => {
    for (const { name, tags } of builtInProfiles) {
      for (const [tag, { role, content }] of Object.entries(tags)) {
        expect([name, tag, role]).toEqual([name, tag, usualRole(tag, content)]);
      }
    }
  });

  it("are read from a trace-auditor.json that knows none: by content, or by the usual name", () => {
    const profile = own({
      tags: {
        type: { content: "label" },
        rubric: { content: "prose" },
        eval: { content: "prose" },
        quote_A: { content: "prose" },
        answer: { content: "verdict" },
        notes: { content: "prose" },
      },
    });
    expect(tagOf(profile, "task-type")).toBe("type");
    expect(tagOf(profile, "rubric")).toBe("rubric");
    expect(tagOf(profile, "evaluation")).toBe("eval");
    expect(tagOf(profile, "quote-of-A")).toBe("quote_A");
    expect(tagOf(profile, "verdict")).toBe("answer");
    expect(tagOf(profile, "answer")).toBeUndefined();
    expect(profile.tags["notes"]?.role).toBeNull();
    expect(taskTypes(profile)).toEqual(["Chat"]);
  });

  it("are what a profile says, whatever the name", () => {
    const profile = own({
      tags: {
        eval: { content: "prose", role: null },
        weigh: { content: "prose", role: "evaluation" },
        task: { content: "prose", role: "solution", dueFor: "Proof" },
      },
    });
    expect(tagsOf(profile, "evaluation")).toEqual(["weigh"]);
    expect(taskTypes(profile)).toEqual(["Proof"]);
  });

  it("prefer the tag that a layout has a place for", () => {
    const profile = own({
      extends: "rm-r1",
      tags: { final: { content: "verdict" } },
      layouts: [{ blocks: [{ tag: "final" }] }],
    });
    expect(tagsOf(profile, "verdict")).toEqual(["final", "answer"]);
  });
});

describe("the dialect of calls", () => {
  it("is named by a profile, inherited, or written out as before there were names", () => {
    expect(own({ extends: "toolrl", tags: { plan: { content: "prose" } } })).toMatchObject({
      dialect: "toolrl",
      calls: { tag: "tool_call", argumentsKey: "parameters", oneCallPerLine: true },
    });
    expect(own({ extends: "toolrl", dialect: "hermes" }).calls?.argumentsKey).toBe("arguments");
    const calls = { tag: "act", argumentsKey: "arguments", oneCallPerLine: false };
    expect(own({ tags: { act: { content: "json" } }, calls })).toMatchObject({ dialect: null, calls });
    expect(own({ extends: "toolrl", calls: null })).toMatchObject({ dialect: null, calls: null });
  });

  it("may be each that there is, by the schema", () => {
    const { dialect } = schema.definitions.profile.properties;
    expect(dialect.enum).toEqual([...dialects.map(({ id }) => id), null]);
  });
});
