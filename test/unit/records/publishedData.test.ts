import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { expectPlaces, readAll } from "./reading";

/** Published data that is no part of this repository: where it lies beside the repository, it is read completely. */
const data = join(import.meta.dirname, "../../../../shared/data");
const isThere = existsSync(data);
if (!isThere) console.warn(`Skipped: published data, which is expected in ${data}.`);

const read = (name: string): string => readFileSync(join(data, name), "utf8");
const lines = (name: string): Record<string, unknown>[] =>
  read(name)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.skipIf(!isThere)("published data", () => {
  it("ToolRL's SFT set: every trace is the record's output, at its place", () => {
    const { recognition, samples, problems } = readAll(read("toolrl/sft.jsonl"));
    expect([recognition.format.id, recognition.container]).toEqual(["toolrl-raw", "jsonl"]);
    expect(problems).toEqual([]);
    const records = lines("toolrl/sft.jsonl");
    expect(samples.map(({ sample }) => sample.completion.text)).toEqual(records.map((record) => record["output"]));
    expect(samples.map(({ sample }) => sample.turns[0]?.part?.text)).toEqual(
      records.map((record) => record["instruction"]),
    );
    for (const each of samples) expectPlaces(each);
  });

  it("the same records as one JSON array", () => {
    const records = lines("toolrl/sft.jsonl");
    const { recognition, samples, problems } = readAll(JSON.stringify(records, null, 4));
    expect([recognition.format.id, recognition.container]).toEqual(["toolrl-raw", "array"]);
    expect(problems).toEqual([]);
    expect(samples.map(({ sample }) => sample.completion.text)).toEqual(records.map((record) => record["output"]));
  });

  it("the RL set's test split: every row of the Parquet file, as JSON", async () => {
    const bytes = readFileSync(join(data, "toolrl/rlla_4k-test.parquet"));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = await parquetReadObjects({ file });
    expect(rows.length).toBe(80);
    const asNumber = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);
    const { recognition, samples, problems } = readAll(rows.map((row) => JSON.stringify(row, asNumber)).join("\n"));
    expect([recognition.format.id, recognition.container]).toEqual(["verl-training-set", "jsonl"]);
    expect(problems).toEqual([]);
    // Nothing was completed yet: the ground truth is the trace that is audited.
    expect(samples.map(({ sample }) => sample.completion.text)).toEqual(
      rows.map((row) => (row["reward_model"] as { ground_truth: string }).ground_truth),
    );
    for (const each of samples) expectPlaces(each);
  });

  it("the official scores: every completion", () => {
    const { recognition, samples, problems } = readAll(read("toolrl/official-scores.jsonl"));
    expect(recognition.container).toBe("jsonl");
    expect(problems).toEqual([]);
    const rows = lines("toolrl/official-scores.jsonl");
    expect(samples.map(({ sample }) => [sample.completion.text, sample.attributes.step])).toEqual(
      rows.map((row) => [row["completion"], row["step"]]),
    );
  });

  it("RM-R1's judgements: every output, with the gold label and the responses that the judge saw", () => {
    const { recognition, samples, problems } = readAll(read("rm-r1/judgements.jsonl"));
    expect(recognition.format.id).toBe("reward-bench");
    // The file holds the logs of four benchmarks, of which RM-Bench's are of another format.
    const records = lines("rm-r1/judgements.jsonl");
    const rmBench = records.filter((record) => record["benchmark"] === "rm-bench");
    expect(problems.map(({ code }) => code)).toEqual(rmBench.map(() => "other-format"));
    expect(samples.length).toBe(records.length + 2 * rmBench.length);
    let counted = 0;
    for (const { sample } of samples) {
      const record = records[sample.record] ?? {};
      const single = record["answers"] !== undefined;
      const outputs = single ? [record["answers"]] : (record["output"] as string[]);
      const results = single ? [record["results"]] : (record["result"] as number[]);
      const flag = record["Is_Chosen_Answer_Shuffled_toPositionB"];
      const shuffled = Array.isArray(flag) ? (flag[sample.trace] as boolean) : flag;
      expect(sample.completion.text).toBe(outputs[sample.trace]);
      expect(sample.attributes.result).toBe(results[sample.trace]);
      expect(sample.attributes.gold).toBe(shuffled === true ? "B" : "A");
      expect(sample.responses).toBeDefined();
      // The official evaluation: [[A]] or [[B]] anywhere, and not both; right if it is the gold label.
      const verdicts = ["A", "B"].filter((letter) => sample.completion.text.includes(`[[${letter}]]`));
      if (record["agentlens_truncated"] === undefined) {
        expect(verdicts.length === 1 && verdicts[0] === sample.attributes.gold ? 1 : 0).toBe(sample.attributes.result);
        counted++;
      }
    }
    expect(counted).toBeGreaterThan(150);
    for (const each of samples) expectPlaces(each);
  });

  it("RMB's pairs", () => {
    const { recognition, samples, problems } = readAll(read("rm-r1/rmb-pairwise-pattern-recognition.json"));
    expect([recognition.format.id, recognition.container]).toEqual(["rmb-pair", "array"]);
    expect(problems).toEqual([]);
    expect(samples.length).toBe(52);
    for (const each of samples) {
      expect(each.sample).toMatchObject({ unanswered: true, attributes: { gold: "A" } });
      expectPlaces(each);
    }
  });

  it("tables of a judge's outcomes: a sample each, without a text", () => {
    for (const name of ["rewardbench-outcomes", "rm-bench-outcomes"]) {
      const { recognition, samples } = readAll(read(`rm-r1/${name}.json`));
      expect(recognition.format.id).toBe("judged-outcomes");
      expect(samples.length).toBeGreaterThan(1000);
      expect(samples.every(({ sample }) => sample.unanswered && sample.completion.text === "")).toBe(true);
    }
  });

  it("the table of published scores holds no records", () => {
    expect(() => readAll(read("rm-r1/published-scores.json"))).toThrow("not recognised");
  });
});
