import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { DialectTool } from "../../../../server/core/dialects/dialect";
import {
  isStreamingKnown,
  streamingCause,
  streamsDifferently,
  type ServerId,
} from "../../../../server/core/dialects/inferenceServers";

/** Texts, and what a client that streams got for them; no part of this repository. */
const folder = fileURLToPath(new URL("../../../../../shared/data/dialects/", import.meta.url));
const missing = !existsSync(`${folder}streamed.jsonl`);
if (missing) console.warn(`SKIPPED: the dialects' streamed readings are not at ${folder}`);

interface Case {
  readonly id: string;
  readonly dialect: string;
  readonly text: string;
  readonly tools: readonly DialectTool[];
  readonly reader: Readonly<Record<string, { readonly run?: string }>> | null;
}

function linesOf<T>(name: string): T[] {
  if (missing) return [];
  return readFileSync(folder + name, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

const cases = linesOf<Case>("golden.jsonl");
const streamed = linesOf<{ id: string; reader: ServerId; calls?: unknown }>("streamed.jsonl");
const differing = new Set(streamed.map(({ id, reader }) => `${reader} ${id}`));

/**
 * Only told as a risk: they differ where a chunk of five tokens happens to hold a call's end, and where the chunks fall
 * cannot be told from the text.
 */
const risks = [
  ...["01-one", "02-two", "03-prose-before", "07-nested", "10-end-token", "11-unknown-tool"].map(
    (id) => `vllm deepseek-v3/${id}`,
  ),
  ...["01-one", "03-prose-before", "04-reasoning", "07-nested", "08-boolean-and-list", "10-end-token"].map(
    (id) => `vllm deepseek-v3.1/${id}`,
  ),
  ...["11-unknown-tool", "15-mention-in-reasoning", "16-pretty-printed", "17-v3-form"].map(
    (id) => `vllm deepseek-v3.1/${id}`,
  ),
  "vllm functiongemma/03-two",
  "sglang deepseek-v3/05-reasoning-prose-two",
];

const servers = ["vllm", "sglang"] as const;
const readings = servers.flatMap((id) =>
  cases
    .filter(({ reader }) => reader?.[id] !== undefined && reader[id].run === undefined)
    .map((one) => {
      const streamer = { id, dialect: one.dialect };
      const name = `${id} ${one.id}`;
      const isTold = streamsDifferently(streamer, one.text, one.tools);
      const isRisk = !isTold && streamingCause(streamer, one.text, one.tools) !== undefined;
      return { name, streamer, isTold, isRisk, isDifferent: differing.has(name) };
    }),
);

function namesOf(found: readonly { readonly name: string }[]): string[] {
  return found.map(({ name }) => name).sort();
}

describe.skipIf(missing)("streamed readings (skipped where ../shared/data is missing)", () => {
  it("are told nowhere where both are the same", () => {
    expect(namesOf(readings.filter(({ isTold, isDifferent }) => isTold && !isDifferent))).toEqual([]);
  });

  it("are told where they differ, but for those that hang on where the chunks fall", () => {
    expect(streamed).toHaveLength(162);
    const missed = readings.filter(({ isTold, isDifferent }) => !isTold && isDifferent);
    expect(namesOf(missed)).toEqual(risks.toSorted());
    expect(missed.filter(({ isRisk }) => !isRisk)).toEqual([]);
    // What differs token by token is told in every case.
    const inFives = new Set(
      streamed.filter(({ calls }) => calls === undefined).map(({ reader, id }) => `${reader} ${id}`),
    );
    expect(namesOf(missed).filter((name) => !inFives.has(name))).toEqual([]);
  });

  it("are a risk without a difference only where chunks of five tokens happened to do no harm", () => {
    const harmless = readings.filter(({ isRisk, isDifferent }) => isRisk && !isDifferent);
    expect(namesOf(harmless.filter(({ name }) => !/deepseek-v3|functiongemma/.test(name)))).toEqual([]);
    expect(harmless.length).toBeLessThan(risks.length);
  });

  it("are known of every dialect in which one differs", () => {
    const unknown = readings.filter(({ streamer, isDifferent }) => isDifferent && !isStreamingKnown(streamer));
    expect(namesOf(unknown)).toEqual([]);
  });
});
