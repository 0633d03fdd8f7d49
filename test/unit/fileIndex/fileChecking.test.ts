/** The rows of a file that is not in memory say what the editor says of the same file when it is open. */
import { expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import type { BatchOfFile } from "../../../server/core/engine/batch";
import { FileChecking } from "../../../server/core/fileIndex/fileChecking";
import { IndexedFile } from "../../../server/core/fileIndex/indexedFile";
import { type RowsAnswer, startRows } from "../../../server/core/fileIndex/rowsJob";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { strictAuditor } from "../../support/strictAuditor";
import { FakeDisk } from "./fakeDisk";

const auditor = strictAuditor();

it.each(["toolrl", "rm-r1", "think-answer"])("of profile %s, whose dialect may be the file's own", async (name) => {
  const calls = ['{"name": "f", "arguments": {"x": 1}}', '{"name": "f", "arguments": {"x": 1,}}'];
  const output = `<think> ok </think>\n<tool_call>\n${calls.join("\n</tool_call>\n<tool_call>\n")}\n</tool_call>`;
  const text = `${[1, 2, 3].map((step) => JSON.stringify({ input: "q", output, gts: "<answer> a </answer>", step })).join("\n")}\n`;
  const profile = auditor.profileNamed(name);
  if (profile === undefined) throw new Error(`no profile ${name}`);
  const asked = { profile, reason: "asked" };

  const file = new AuditedFile(auditor, formatOf("verl", "jsonl"), text, asked);
  const inEditor = file.records
    .flatMap(({ samples }) => samples)
    .map(({ findings }) => findings.map(({ rule }) => rule));

  const ports = { disk: new FakeDisk(text), utf8: nodeUtf8, inflate: nodeInflate };
  const index = new IndexedFile("file:///run.jsonl", { auditor, asked }, ports);
  const here = startRows({ config: emptyConfig, overrides: {} }, nodeUtf8);
  const checking = new FileChecking(
    index,
    {
      start: () => expect.fail("so little needs no thread"),
      here: (job) => here(job, () => undefined),
      log: (line) => expect.fail(line),
    },
    () => undefined,
  );
  await index.look();
  await checking.settled();
  const { table, live } = checking.rows;
  const inRows = [...live].map((row) =>
    table.findingsOf(row).flatMap(({ rule, count = 1 }) => Array<string>(count).fill(rule)),
  );

  expect(inEditor).toHaveLength(3);
  expect(inRows.map((rules) => rules.toSorted())).toEqual(inEditor.map((rules) => rules.toSorted()));
  await checking.close();
});

it("comes soon: the first job is small, and each later one is as long as all before it", async () => {
  const output = `<think> ${"words ".repeat(1700)}</think>\n<response> ok </response>`;
  const text = Array.from({ length: 60 }, (_, step) => `${JSON.stringify({ input: "q", output, step })}\n`).join("");
  const profile = auditor.profileNamed("toolrl");
  if (profile === undefined) throw new Error("no profile toolrl");
  const ports = { disk: new FakeDisk(text), utf8: nodeUtf8, inflate: nodeInflate };
  const index = new IndexedFile("file:///run.jsonl", { auditor, asked: { profile, reason: "asked" } }, ports);
  const jobs: { readonly from: number; readonly bytes: number }[] = [];
  const rows = startRows({ config: emptyConfig, overrides: {} }, nodeUtf8);
  const run = (job: BatchOfFile): Promise<RowsAnswer> => {
    jobs.push({ from: job.batch.firstByte ?? NaN, bytes: job.batch.content.length });
    return rows(job, () => undefined);
  };
  const checking = new FileChecking(
    index,
    { start: () => ({ room: 1, run, close: () => Promise.resolve() }), here: run, log: (line) => expect.fail(line) },
    () => undefined,
  );
  await index.look();
  await checking.settled();
  expect(checking.rows.samples).toBe(60);
  expect(jobs[0]?.bytes).toBeLessThanOrEqual(32 << 10);
  for (const { from, bytes } of jobs.slice(1)) expect(bytes).toBeLessThanOrEqual(Math.max(from, 32 << 10));
  expect(jobs.at(-2)?.bytes).toBeGreaterThan(128 << 10);
  await checking.close();
});
