import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { createAuditor } from "../../../server/core/config/createAuditor";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import type { Sample } from "../../../server/core/model/sample";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { openRecords } from "../../../server/core/records/stream/openRecords";
import { cutByDefault } from "../../../server/core/records/stream/recordBatch";
import { recordTexts } from "../../../server/core/records/stream/recordTexts";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { failOnLog } from "../../support/strictAuditor";
import { fixture } from "./reading";

const dump = fixture("verl-pieces.jsonl");
const format = formatOf("verl", "jsonl");

/** What a sample says of the reward: nothing if a later output of its rollout has it. */
function rewardOf({ rewarded, attributes, groundTruth }: Sample): unknown {
  return rewarded ? [attributes.score, groundTruth?.text] : [attributes.score, groundTruth?.text, "earlier"];
}

const earlier = [undefined, undefined, "earlier"];
const expected = [earlier, [1, "2"], [0, "2"], [0, "2"]];

async function rewardsIn(text: string, length: number, size: number, live = false): Promise<unknown[]> {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / length) }, (_, i) =>
    bytes.subarray(i * length, (i + 1) * length),
  );
  async function* stream(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    yield* pieces;
  }
  const opened = await openRecords(
    { name: "7.jsonl", named: true, bytes: stream(), asked: "verl", lines: true },
    { utf8: nodeUtf8, inflate: nodeInflate },
    { ...cutByDefault, size, live, longest: 10_000 },
  );
  if (!("batches" in opened)) throw new Error(opened.why);
  const found: unknown[] = [];
  for await (const batch of opened.batches) {
    for (const record of recordTexts(batch, nodeUtf8)) {
      found.push(...opened.format.read(record.text, record.index, record).samples.map(rewardOf));
    }
  }
  return found;
}

describe("the outputs of one rollout", () => {
  it("have its score and ground truth at the last, however the stream comes and is cut", async () => {
    const length = fc.integer({ min: 1, max: 2000 });
    const size = fc.integer({ min: 1, max: 2000 });
    const gap = fc.constantFrom("\n", "\r\n", "\n\n \n");
    await fc.assert(
      fc.asyncProperty(length, size, gap, async (bytes, cut, between) => {
        expect(await rewardsIn(dump.replaceAll("\n", between), bytes, cut)).toEqual(expected);
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it("each stand for themselves where every line is answered before the next is written", async () => {
    expect(await rewardsIn(dump, 100, 1, true)).toEqual([[1, "2"], ...expected.slice(1)]);
  });

  it("are told by their uid alone, not by what a text says", () => {
    const [first = "", second = ""] = dump.split("\n");
    const saying = second.replace("ab-12_0_1", "cd-34_0_0").replace("2 m", "ab-12_0_1");
    const rewardBefore = (next: string): unknown[] => format.read(first, 0, { next: () => next }).samples.map(rewardOf);
    expect(rewardBefore(second)).toEqual([earlier]);
    expect(rewardBefore(saying)).toEqual([[1, "2"]]);
    expect(rewardBefore(first)).toEqual([[1, "2"]]);
    expect(rewardBefore(`${second.slice(0, -1)},`)).toEqual([[1, "2"]]);
  });

  it("follow the text while it is edited", () => {
    const file = new AuditedFile(createAuditor(emptyConfig, {}, { log: failOnLog }), format, dump);
    const rewards = (): unknown[] => file.records.flatMap(({ read }) => read.samples.map(rewardOf));
    expect(rewards()).toEqual(expected);
    const at = dump.indexOf("ab-12_0_1") + "ab-12_".length;
    file.edit(`${dump.slice(0, at)}5${dump.slice(at + 1)}`, { start: at, oldEnd: at + 1, newEnd: at + 1 });
    expect(rewards()).toEqual([[1, "2"], ...expected.slice(1)]);
  });
});
