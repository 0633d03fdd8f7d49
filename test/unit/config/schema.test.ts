import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { readConfig } from "../../../server/core/config/readConfig";
import schema from "../../../server/core/config/trace-auditor.schema.json";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { servers } from "../../../server/core/dialects/inferenceServers";
import { tagReaders } from "../../../server/core/expressions";
import { verdictReaders } from "../../../server/core/verdicts/readers/verdictReaders";
import { presetVerdictNames } from "../../../server/core/verdicts/readers/presets";
import { rules } from "../../../server/core/rules";

/** What VS Code offers at the `|` in a trace-auditor.json. */
async function completions(text: string): Promise<string[]> {
  const service = getLanguageService({});
  service.configure({ schemas: [{ uri: "test://schema", fileMatch: ["*"], schema }] });
  const offset = text.indexOf("|");
  const document = TextDocument.create("test://file.json", "json", 1, text.replace("|", ""));
  const list = await service.doComplete(document, document.positionAt(offset), service.parseJSONDocument(document));
  return list?.items.map((item) => item.label) ?? [];
}

describe("trace-auditor.schema.json", () => {
  it("completes keys, profiles, rules and severities in the editor", async () => {
    expect(await completions("{|}")).toEqual(expect.arrayContaining(["profile", "files", "profiles", "rules"]));
    expect(await completions('{"profile": |}')).toEqual(
      expect.arrayContaining(builtInProfiles.map((profile) => JSON.stringify(profile.name))),
    );
    expect(await completions('{"rules": {|}}')).toContain("unclosed-tag");
    expect(await completions('{"rules": {"unclosed-tag": |}}')).toContain('"off"');
    expect(await completions('{"files": [{"pattern": "*", "rules": {|}}]}')).toContain("unclosed-tag");
    expect(await completions('{"profiles": {"ours": {|}}}')).toEqual(expect.arrayContaining(["extends", "tags"]));
  });

  it("knows every rule of the product", () => {
    const known = Object.keys(schema.definitions.rules.properties);
    expect(rules.map((rule) => rule.id).filter((id) => !known.includes(id))).toEqual([]);
  });

  it("knows every reader and offers every profile that is built in", () => {
    const readers = [
      ...tagReaders.map((reader) => reader.id),
      ...presetVerdictNames,
      ...Object.values(verdictReaders).map(({ id }) => id),
      ...servers.map(({ id }) => id),
    ];
    expect([...schema.definitions.profile.properties.readers.items.enum].sort()).toEqual(readers.sort());
    expect(schema.definitions.profileName.examples.sort()).toEqual(builtInProfiles.map(({ name }) => name).sort());
  });

  it.each(builtInProfiles.map(({ name }) => name))("lets a team write the profile %s as it is built in", (name) => {
    const folder = join(import.meta.dirname, "../../../server/core/profiles/data");
    const data = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as {
      name?: string;
      rank?: number;
    };
    delete data.name;
    delete data.rank;
    const { config, problems } = readConfig(JSON.stringify({ profiles: { [name]: data } }));
    expect(problems).toEqual([]);
    expect(config.profiles).toEqual(builtInProfiles.filter((profile) => profile.name === name));
  });

  it("describes every key", () => {
    const bare: string[] = [];
    const visit = (node: object, path: string): void => {
      for (const [key, value] of Object.entries(node)) {
        if (typeof value !== "object" || value === null) continue;
        if (key === "properties") {
          for (const [name, property] of Object.entries(value as object)) {
            if (!("description" in (property as object))) bare.push(`${path}/${name}`);
          }
        }
        visit(value as object, `${path}/${key}`);
      }
    };
    visit(schema, "");
    expect(bare).toEqual([]);
  });
});
