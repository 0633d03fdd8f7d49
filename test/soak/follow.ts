/**
 * `npm run soak -- follow [--minutes N] [--seed N]`: a run view beside a training run that writes 150 step files, line by
 * line and torn anywhere, replaces some of them, and dies amid the last one.
 *
 * Holds all the time: no row is there twice. Holds at the end: each whole line is one row, in the order of the files.
 */
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RowSlice, RunAnswer } from "../../server/core/runs/pages/page";
import {
  openRunRequest,
  runChangedNotification,
  runFilesNotification,
  runRowsRequest,
  type RunState,
  viewRunRequest,
} from "../../server/protocol/runs";
import { root } from "../../scripts/setup/project.mjs";
import type { Random } from "../support/random";
import { SoakFailure, SoakServer } from "./server";

const steps = 150;
const run = "followed";
const query = { filter: "", sort: undefined, by: "rule" };
/** Rows of one answer. */
const slice = 200;

/** The files that the training writes, and what each row has to be in the end. */
class Training {
  readonly files: string[] = [];
  /** For each file, the ids of its whole lines. */
  private readonly ids = new Map<string, string[]>();
  private next = 0;
  private owed = "";
  private owedId = "";

  constructor(
    private readonly folder: string,
    private readonly random: Random,
  ) {}

  get current(): string {
    return this.files.at(-1) ?? "";
  }

  get whole(): string[] {
    return this.files.flatMap((file) => (this.ids.get(file) ?? []).map((id) => `${file} ${id}`));
  }

  pathOf(file: string): string {
    return join(this.folder, file);
  }

  /** Begins the file of the next step. The last line of the one before is finished. */
  begin(): void {
    if (this.owed !== "") this.write(Infinity);
    const file = `${this.files.length}.jsonl`;
    writeFileSync(this.pathOf(file), "");
    this.files.push(file);
    this.ids.set(file, []);
  }

  /** Writes on, up to so many characters: wherever that is. */
  write(length: number): void {
    if (this.owed === "") {
      this.owedId = `s${this.next++}`;
      this.owed = `${this.line(this.owedId)}\n`;
    }
    const now = this.owed.slice(0, length);
    this.owed = this.owed.slice(now.length);
    appendFileSync(this.pathOf(this.current), now);
    if (this.owed === "") this.ids.get(this.current)?.push(this.owedId);
  }

  /** Puts another file in the place of one that was finished: longer, or shorter. */
  replace(): string {
    const file = this.random.pick(this.files.slice(0, -1));
    const ids = Array.from({ length: 1 + this.random.below(40) }, () => `s${this.next++}`);
    const beside = this.pathOf("beside.tmp");
    writeFileSync(beside, ids.map((id) => `${this.line(id)}\n`).join(""));
    renameSync(beside, this.pathOf(file));
    this.ids.set(file, ids);
    return file;
  }

  private line(id: string): string {
    const city = this.random.pick(["Oslo", "Rome", "Göteborg", "東京"]);
    const call = `<think> I look. </think>\n<tool_call>\n{"name": "weather", "parameters": {"city": "${city}"}}\n</tool_call>`;
    const input = `system\nS\nuser\nHow is it in ${city}?\nassistant\n`;
    return JSON.stringify({ input, output: call, gts: call, score: 1, step: this.files.length - 1, id });
  }
}

export async function follow(minutes: number, random: Random): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-follow-"));
  const bundle = join(folder, "server.js");
  copyFileSync(join(root, "dist", "server.js"), bundle);
  const written = join(folder, "run");
  mkdirSync(written);
  const training = new Training(written, random);
  const [server] = await SoakServer.start({ folder: written, bundle, settings: () => ({}) });
  try {
    await play(server, training, random, minutes);
    await server.stop();
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(server: SoakServer, training: Training, random: Random, minutes: number): Promise<void> {
  const told = new Told(server);
  const uriOf = (file: string): string => pathToFileURL(training.pathOf(file)).href;
  const tell = (changed: readonly string[], isNew: boolean): Promise<void> =>
    server.notify(runFilesNotification.method, {
      run,
      changed: changed.map(uriOf),
      ...(isNew ? { uris: training.files.map(uriOf) } : {}),
    });
  const [from, whole] = [performance.now(), minutes * 60_000];
  training.begin();
  await server.request(openRunRequest.method, { run, uris: training.files.map(uriOf) });
  let writes = 0;
  for (let step = 1; step <= steps; step++) {
    do {
      training.write(1 + random.below(400));
      await tell([training.current], false);
      if (step > 1 && random.chance(0.002)) await tell([training.replace()], false);
      // The page asks as often as it can. That paces the training, too.
      const answer = await server.request<RunAnswer>(viewRunRequest.method, { run, query });
      noRowTwice(answer.rows);
      writes++;
    } while (performance.now() - from < (step / steps) * whole);
    if (step === steps) break;
    training.begin();
    await tell([training.current], true);
  }
  training.write(60);
  await tell([training.current], true);
  const rows = await told.all(training.whole.length, server);
  const expected = training.whole;
  const at = expected.findIndex((row, i) => row !== rows[i]);
  if (at >= 0) throw new SoakFailure(`row ${at} is ${rows[at] ?? "missing"}, and has to be ${expected[at] ?? ""}`);
  if (rows.length !== expected.length) throw new SoakFailure(`${rows.length} rows, and ${expected.length} lines`);
  console.log(`${steps} files in ${writes} pieces: ${rows.length} rows, none twice and none lost`);
}

/** What the server told of the run last. */
class Told {
  private wake: (() => void)[] = [];
  private state: RunState | undefined;

  constructor(server: SoakServer) {
    server.connection.onNotification(runChangedNotification.method, (state: RunState) => {
      this.state = state;
      for (const wake of this.wake.splice(0)) wake();
    });
  }

  /** All rows, once the server has read all. */
  async all(count: number, server: SoakServer): Promise<string[]> {
    while (this.state?.phase !== "whole" || this.state.samples < count) {
      await new Promise<void>((resolve) => this.wake.push(resolve));
      server.check();
    }
    const rows: string[] = [];
    for (let start = 0; start < this.state.samples; start += slice) {
      const answer = await server.request<RowSlice>(runRowsRequest.method, { run, query, start, count: slice });
      rows.push(...answer.rows.map(({ sample }) => `${sample.file} ${sample.id ?? ""}`));
    }
    return rows;
  }
}

function noRowTwice({ rows }: RowSlice): void {
  const seen = new Set<string>();
  for (const { sample } of rows) {
    const row = `${sample.file} ${sample.id ?? ""}`;
    if (seen.has(row)) throw new SoakFailure(`${row} is there twice`);
    seen.add(row);
  }
}
