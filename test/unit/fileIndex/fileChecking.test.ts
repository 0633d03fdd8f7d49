/** The rows of a file that is not in memory say what the editor says of the same file when it is open. */
import { expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import { FileChecking } from "../../../server/core/fileIndex/fileChecking";
import { IndexedFile } from "../../../server/core/fileIndex/indexedFile";
import { startRows } from "../../../server/core/fileIndex/rowsJob";
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
