/** Which dialect a file and its traces are written in: `audit`, `parse` and the editor give one answer. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { auditRecord } from "../../../server/core/engine/auditRecord";
import { ProfileSearch, readByOf, recordsOf, type BatchOfFile } from "../../../server/core/engine/batch";
import { parseRecord } from "../../../server/core/engine/parseRecord";
import { readTrace } from "../../../server/core/readings/readTrace";
import { recogniseFile } from "../../../server/core/records/reading/recogniseFile";
import { traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { nodeUtf8 } from "../../../server/node/utf8";
import { failOnLog } from "../../support/strictAuditor";

const shared = join(import.meta.dirname, "../../../../shared");
const places = [join(shared, "files"), join(shared, "cases"), join(import.meta.dirname, "../../fixtures/records")];
const texts = new Set([".json", ".jsonl", ".trace", ".traj"]);
const auditor = createAuditor(emptyConfig, {}, { log: failOnLog });

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) {
    console.warn(`SKIPPED: what is expected in ${folder}.`);
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => texts.has(extname(path)) && statSync(path).size < 2_000_000)
    .sort();
}

/** What each face says of a file's traces, by record and trace. */
function dialectsOf(path: string): Record<"audit" | "parse" | "editor", string[]> | undefined {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const format = path.endsWith(".trace") ? traceFileFormat : recogniseFile(text)?.format;
  if (format === undefined) return undefined;
  const file = new AuditedFile(auditor, format, text);
  const spans = Uint32Array.from(file.records.flatMap(({ span }) => [span.start, span.end]));
  const begin = { firstRecord: 0, firstLine: 0, firstCharacter: 0, firstByte: 0 };
  const batch = { content: text, spans, ...begin, lines: 0, unfinished: false, tooLong: [] };
  const search = new ProfileSearch(auditor, format, nodeUtf8);
  search.look(batch);
  const { profile, dialect } = search.reading(undefined);
  expect([profile?.profile.name, dialect?.id]).toEqual([file.profile?.profile.name, file.dialect?.id]);
  const job: BatchOfFile = {
    ...{ file: path, path, format: format.id, container: format.container, batch, deadly: [] },
    ...{ profile: profile?.profile.name, dialect: dialect?.id },
  };
  const by = readByOf(job, auditor);
  const found = { audit: [] as string[], parse: [] as string[], editor: [] as string[] };
  const add = (face: keyof typeof found, record: number, trace: number, said: string | undefined) => {
    found[face].push(`${record} ${trace} ${said ?? "none"}`);
  };
  const asked = file.records
    .flatMap(({ read }) => read.samples)
    .filter(({ unanswered, fragment }) => !unanswered && !fragment);
  const isAsked = new Set(asked.map(({ record, trace }) => `${record} ${trace}`));
  for (const { record } of recordsOf(job, nodeUtf8, () => undefined)) {
    for (const result of parseRecord(path, record, by)) {
      if (result.kind === "unreadable" || !isAsked.has(`${result.record} ${result.trace}`)) continue;
      add("parse", result.record, result.trace, result.dialect);
    }
    for (const result of auditRecord(path, record, by, {}, false)) {
      if (result.kind === "unreadable" || !isAsked.has(`${result.record} ${result.trace}`)) continue;
      add("audit", result.record, result.trace, result.dialect);
    }
  }
  for (const sample of asked) {
    const own = file.profileOf(sample);
    const facts = own && auditor.factsOf(sample, own);
    add("editor", sample.record, sample.trace, readTrace(sample, own?.dialect ?? null, facts).dialect);
  }
  return found;
}

describe.each(places.flatMap(filesIn).map((path) => [relative(shared, path), path] as const))("%s", (_, path) => {
  it("has one dialect", () => {
    const found = dialectsOf(path);
    if (found === undefined) return;
    expect(found.parse).toEqual(found.audit);
    expect(found.editor).toEqual(found.audit);
  });
});
