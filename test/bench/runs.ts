/**
 * A run as the run view asks for it: in the language server, how soon the first rows of a file are there, how long
 * scrolling, sorting, filtering and the first hits of a search take, and its memory; and what the pages of a table of
 * 300,000 samples cost by themselves.
 *
 * The file has as many megabytes as `TRACE_AUDITOR_BENCH_MB` says (1000, which are 300,000 samples).
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emptyConfig } from "../../server/core/config/teamConfig";
import { createAuditor } from "../../server/core/config/createAuditor";
import { auditRecord } from "../../server/core/engine/auditRecord";
import type { SampleRow } from "../../server/core/model/sampleRow";
import { formatOf } from "../../server/core/records/reading/recogniseFile";
import type { RunQuery } from "../../server/core/runs/pages/page";
import { RunPages } from "../../server/core/runs/pages/runPages";
import { RunTable } from "../../server/core/runs/table/runTable";
import {
  openRunRequest,
  runChangedNotification,
  runRowsRequest,
  type RunState,
  viewRunRequest,
} from "../../server/protocol/runs";
import { TestClient } from "../protocol/support/testClient";
import { measurePaired, memoryInWords, ms, table as inTable } from "./measure";
import { rollout } from "./rollouts";

const megabytes = Number(process.env["TRACE_AUDITOR_BENCH_MB"] ?? "1000");
const samples = 300_000;

const all: RunQuery = { filter: "", sort: undefined, by: "rule" };
const queries: Readonly<Record<string, RunQuery>> = {
  "all samples": all,
  "sorted by reward": { ...all, sort: { column: "reward", descending: false } },
  "filtered by a rule": { ...all, filter: "rule:tool-call-json" },
  "filtered and sorted": { ...all, filter: "reward<2 step>10", sort: { column: "length", descending: true } },
};

export async function benchRuns(print: (line: string) => void): Promise<void> {
  benchPages(print);
  print("");
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  try {
    const path = join(folder, "run.jsonl");
    const file = openSync(path, "w");
    for (let written = 0, i = 0; written < megabytes * 1e6;) {
      written += writeSync(file, Array.from({ length: 1000 }, () => `${JSON.stringify(rollout(i++))}\n`).join(""));
    }
    closeSync(file);
    await benchServer(path, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pages of a table, without a server. */
function benchPages(print: (line: string) => void): void {
  const pages = new RunPages(tableOf(samples));
  print(`runs: the pages of ${samples.toLocaleString("en")} samples`);
  pages.view(all);
  const measured = measurePaired(
    {
      ...Object.fromEntries(Object.entries(queries).map(([name, query]) => [`view: ${name}`, () => pages.view(query)])),
      "scroll: 200 rows from the middle": () => pages.rows(all, samples / 2, 200),
    },
    { rounds: 5, warmUp: 1 },
  );
  for (const line of inTable(measured.map(({ name, median, most }) => [name, ms(median), `at most ${ms(most)}`]))) {
    print(line);
  }
}

/** Rows of rollouts; audited are a few hundred, the others are like them. */
function tableOf(count: number): RunTable {
  const auditor = createAuditor(emptyConfig, {}, { log: () => undefined });
  const by = {
    auditor,
    format: formatOf("verl", "jsonl"),
    profile: auditor.profileNamed("toolrl"),
    dialect: undefined,
  };
  const audited: SampleRow[] = [];
  for (let i = 0; i < 400; i++) {
    const record = { text: JSON.stringify(rollout(i)), index: i, line: i, character: 0, unfinished: false };
    for (const result of auditRecord("run", { ...record, tooLong: undefined }, by, { row: true })) {
      if (result.kind === "trace" && result.row !== undefined) audited.push(result.row);
    }
  }
  const table = new RunTable();
  for (let i = 0; i < count; i++) {
    const like = audited[i % audited.length] as SampleRow;
    const group = `g${Math.floor(i / 4)}`;
    table.append({ ...like, record: i, id: `rollout-${i}`, step: Math.floor(i / 2048), group });
  }
  return table;
}

async function benchServer(path: string, print: (line: string) => void): Promise<void> {
  const client = await TestClient.start();
  let last: RunState | undefined;
  client.connection.onNotification(runChangedNotification.method, (state: RunState) => {
    last = state;
    client.wake();
  });
  const until = (is: (state: RunState) => boolean): Promise<true> =>
    client.heard(() => (last !== undefined && is(last) ? true : undefined));
  const tell = (what: string, from: number): void => {
    print(
      `  ${what.padEnd(44)} ${((performance.now() - from) / 1000).toFixed(3)} s   ${memoryInWords(client.process.pid)}`,
    );
  };
  print(`A run of ${megabytes} MB, in the language server:`);
  const begin = performance.now();
  await client.ask(openRunRequest, { run: "bench", uris: [pathToFileURL(path).href] });
  await until(({ samples: count }) => count > 0);
  await client.ask(viewRunRequest, { run: "bench", query: all });
  tell("first rows, with findings", begin);
  let from = performance.now();
  await client.ask(viewRunRequest, { run: "bench", query: { ...all, filter: 'text:"city 12"' } });
  await until(({ search }) => (search?.hits ?? 0) > 0);
  tell("first hits of a search, while it is read", from);
  await client.ask(viewRunRequest, { run: "bench", query: all });
  await until(({ phase }) => phase !== "reading");
  tell(`all ${last?.samples.toLocaleString("en")} samples, since the beginning`, begin);
  for (const [name, query] of Object.entries(queries)) {
    from = performance.now();
    await client.ask(viewRunRequest, { run: "bench", query });
    tell(`view: ${name}`, from);
  }
  from = performance.now();
  const start = Math.floor((last?.samples ?? 0) / 2);
  await client.ask(runRowsRequest, { run: "bench", query: all, start, count: 200 });
  tell("scroll: 200 rows from the middle", from);
  from = performance.now();
  const query = { ...all, filter: 'text:"city 34"' };
  await client.ask(viewRunRequest, { run: "bench", query });
  await until(({ search }) => (search?.hits ?? 0) > 0);
  tell("first hits of a search", from);
  await until(({ search }) => search?.phase === "whole");
  tell(`all ${last?.search?.hits.toLocaleString("en")} hits`, from);
  await client.stop();
}
