import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { Auditor, type AuditorOptions } from "../../../server/core/audit/auditor";
import { toldOf } from "../../../server/core/audit/told";
import { builtInProfiles } from "../../../server/core/profiles/builtIn";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";

const answer = { role: "assistant", content: "<think> a </think>\n<response> b </response>" };
const record = (...types: readonly string[]): string =>
  JSON.stringify({ messages: [{ role: "user", content: types.map((type) => ({ type })) }, answer] });
const text = [record(), record("smell", "hologram"), record("smell"), record("smell")].join("\n");

function told(settings: AuditorOptions["settings"]): string[] {
  const auditor = new Auditor({ profiles: builtInProfiles, settings, host: { log: () => undefined } });
  return [...toldOf(new AuditedFile(auditor, formatOf("chat", "jsonl"), text))]
    .filter(({ rule }) => rule === "not-understood")
    .map(({ severity, message, span }) => `${severity} ${text.slice(span.start, span.end)} ${message}`);
}

describe("not-understood", () => {
  it("is told once a file, where it stands first, with how often it stands there", () => {
    const said = (type: string): string =>
      `{"type":"${type}"} Not understood, so not read and not checked: content part of the type \`${type}\`. Reported once per file, where it stands first.`;
    expect(told({})).toEqual([
      `information ${said("smell")} In this file: 3 times.`,
      `information ${said("hologram")}`,
    ]);
  });

  it("follows the settings", () => {
    expect(told({ "not-understood": "off" })).toEqual([]);
    expect(told({ "not-understood": "warning" })[0]).toMatch(/^warning /);
  });
});
