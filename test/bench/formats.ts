/**
 * Containers beside the libraries below them, audit left out: rows of Parquet beside `hyparquet` alone, samples of Inspect's
 * `.eval` beside `node:zlib` alone. Each by the CPU time of this process, in turn, medians of an odd number of rounds.
 */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { parquetWriteBuffer } from "hyparquet-writer";
import { openContainer } from "../../server/core/records/packed/openContainer";
import { ParquetTable } from "../../server/core/records/parquet/parquetTable";
import { openFileSource } from "../../server/node/fileSource";
import { nodeInflate } from "../../server/node/inflate";
import { zipOf } from "../unit/records/packed/support";
import { Random } from "../support/random";
import { table } from "./measure";
import { rollout } from "./rollouts";

const rounds = 9;
const rowCount = 30_000;
const rowsOfGroup = 5_000;
const sampleCount = 2_000;

type Work = () => Promise<number>;

export async function benchFormats(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  try {
    const parquet = join(folder, "rollouts.parquet");
    writeFileSync(parquet, rolloutTable());
    const log = join(folder, "log.eval");
    writeFileSync(log, inspectLog());
    const rows: string[][] = [];
    for (const [name, unit, count, ours, alone, aim] of [
      ["Parquet, two number columns", "rows", rowCount, () => numbersOf(parquet), () => numbersAlone(parquet), "0.7"],
      ["Parquet, whole rows", "rows", rowCount, () => recordsOf(parquet), () => rowsAlone(parquet), "–"],
      [".eval", "samples", sampleCount, () => recordsOf(log), () => samplesAlone(log), "0.5"],
    ] as const) {
      const [mine, theirs] = await paired(ours, alone, count);
      rows.push([
        name,
        `${perSecond(count, mine)} ${unit}/s`,
        `${perSecond(count, theirs)} ${unit}/s`,
        `${(theirs / mine).toFixed(2)} ×`,
        aim,
      ]);
    }
    const sizes = [parquet, log].map((path) => `${(statSync(path).size / 1e6).toFixed(0)} MB`);
    print(
      `formats: ${rowCount} rows of Parquet (${sizes[0]}, snappy), ${sampleCount} samples of .eval (${sizes[1]}); medians of ${rounds} rounds, CPU time`,
    );
    table([["", "ours", "library alone", "of it", "aim"], ...rows]).forEach(print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function perSecond(count: number, seconds: number): string {
  return Math.round(count / seconds).toLocaleString("en");
}

/** Median CPU seconds of two kinds of work that take turns, so that both meet the same moods of the machine. */
async function paired(ours: Work, alone: Work, count: number): Promise<readonly [number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -2; round < rounds; round++) {
    for (const [i, work] of [ours, alone].entries()) {
      const before = process.cpuUsage();
      const read = await work();
      const { user, system } = process.cpuUsage(before);
      if (read !== count) throw new Error(`${read} were read, not ${count}`);
      if (round >= 0) times[i]?.push((user + system) / 1e6);
    }
  }
  const [mine, theirs] = times.map((each) => each.sort((a, b) => a - b)[each.length >> 1] ?? NaN);
  return [mine ?? NaN, theirs ?? NaN];
}

const numbers = ["score", "step"];

/** As the run view reads a table's numbers: by row group, these columns alone. */
async function numbersOf(path: string): Promise<number> {
  const source = await openFileSource(path);
  if (source === undefined) throw new Error("no file");
  try {
    const opened = await ParquetTable.open(source);
    let count = 0;
    for (const group of opened.rowGroups.keys()) count += (await opened.rows(group, numbers)).length;
    return count;
  } finally {
    await source.close();
  }
}

async function numbersAlone(path: string): Promise<number> {
  const file = await asyncBufferFromFile(path);
  return (await parquetReadObjects({ file, metadata: await parquetMetadataAsync(file), compressors, columns: numbers }))
    .length;
}

async function rowsAlone(path: string): Promise<number> {
  const file = await asyncBufferFromFile(path);
  return (await parquetReadObjects({ file, metadata: await parquetMetadataAsync(file), compressors })).length;
}

/** The texts of a container's records. */
async function recordsOf(path: string): Promise<number> {
  const source = await openFileSource(path);
  const tell = (message: string): void => {
    throw new Error(message);
  };
  try {
    const container = source && (await openContainer(source, { inflate: nodeInflate, tell }));
    let count = 0;
    for await (const { text } of container?.records ?? []) if (text.length > 0) count++;
    return count;
  } finally {
    await source?.close();
  }
}

/** The samples' bytes, unpacked by their places in the archive's directory, and no more. */
function samplesAlone(path: string): Promise<number> {
  const bytes = readFileSync(path);
  let count = 0;
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  while (at < end) {
    const [packed, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const start = bytes.readUInt32LE(at + 42);
    const isSample = bytes.toString("latin1", at + 46, at + 46 + 8) === "samples/";
    if (isSample) {
      const data = start + 30 + bytes.readUInt16LE(start + 26);
      if (inflateRawSync(bytes.subarray(data, data + packed)).length > 0) count++;
    }
    at += 46 + nameLength;
  }
  return Promise.resolve(count);
}

function rolloutTable(): Uint8Array {
  const rows = Array.from({ length: rowCount }, (_, i) => rollout(i));
  const buffer = parquetWriteBuffer({
    columnData: [
      { name: "input", data: rows.map(({ input }) => input), type: "STRING" },
      { name: "output", data: rows.map(({ output }) => output), type: "STRING" },
      { name: "score", data: rows.map((_, i) => (i % 7) / 3), type: "DOUBLE" },
      { name: "step", data: rows.map((_, i) => i >> 6), type: "INT32" },
    ],
    rowGroupSize: rowsOfGroup,
  });
  return new Uint8Array(buffer);
}

/** Text that packs about as well as what people and models write. */
function prose(random: Random): string {
  return Array.from({ length: 150 }, () => vocabulary[Math.floor(random.next() ** 3 * vocabulary.length)]).join(" ");
}

const vocabulary = Array.from({ length: 5_000 }, (_, i) => ((i * 2_654_435_761) % 4_294_967_296).toString(36));

function inspectLog(): Uint8Array {
  const random = new Random(18);
  const header = { version: 2, status: "success", eval: { task: "tide" } };
  const samples = Array.from({ length: sampleCount }, (_, i) => {
    const messages = Array.from({ length: 6 }, (_, k) => {
      const { input, output } = rollout(6 * i + k);
      const content = `${k % 2 === 0 ? input : output} ${prose(random)}`;
      return { id: `m${i}-${k}`, role: k % 2 === 0 ? "user" : "assistant", content };
    });
    const events = messages.map(({ id, content }, k) => ({
      ...{ uuid: id.repeat(3), span_id: id, timestamp: `2026-03-14T08:${k}:00+00:00`, event: "info", data: content },
    }));
    const scores = { match: { value: "C", answer: `${i}` } };
    const sample = { id: i, epoch: 1, input: `Question ${i}`, target: "x", messages, scores, events };
    return { name: `samples/${i}_epoch_1.json`, content: JSON.stringify(sample, null, 2) };
  });
  return zipOf([{ name: "header.json", content: JSON.stringify(header) }, ...samples]);
}
