import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { readConfig } from "../../../server/core/config/readConfig";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";

const root = join(import.meta.dirname, "..", "..", "..");
const guide = readFileSync(join(root, "docs", "guides", "profiles.md"), "utf8");
const example = /```jsonc\n([\s\S]*?)```/.exec(guide)![1]!;

describe("docs/guides/profiles.md", () => {
  const { config, problems } = readConfig(example);

  it("has an example without a problem", () => {
    expect(problems).toEqual([]);
    expect(config.profiles.map(({ name }) => name)).toEqual(["plan-act", "toolrl-with-plan"]);
  });

  it("has an example by which traces are told and checked", () => {
    const auditor = createAuditor(config, {}, { log: () => undefined });
    const found = (text: string): unknown[] => {
      const file = new AuditedFile(auditor, traceFileFormat, text);
      return [
        file.profile?.profile.name,
        ...file.records.flatMap(({ samples }) => samples.flatMap(({ findings }) => findings.map(({ rule }) => rule))),
      ];
    };
    expect(found('<plan> Look. </plan>\n<act>{"name": "look", "arguments": {}}</act>')).toEqual(["plan-act"]);
    expect(found('<act>{"name": "look", "arguments": {}}</act>')).toEqual(["plan-act", "missing-tag"]);
  });

  it("names every profile that is built in", () => {
    const table = guide.slice(guide.indexOf("generated: profiles"), guide.indexOf("end: profiles"));
    expect([...table.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name]) => name).sort()).toEqual(
      builtInProfiles.map(({ name }) => name).sort(),
    );
  });
});
