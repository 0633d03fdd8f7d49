import { describe, expect, it } from "vitest";
import { placeNames } from "../../../server/core/judge/history/samplePlace";
import type { Sample } from "../../../server/core/model/sample";
import { pair, part, sha256 } from "./fakes";

const file = "file:///runs/pairs.jsonl";
const names = (sample: Sample, of = file): readonly string[] => placeNames(sample, of, sha256);
const isSame = (one: Sample, other: Sample): boolean => names(one).some((name) => names(other).includes(name));
const withoutId = (sample: Sample): Sample => ({ ...sample, attributes: {} });
const asked = (sample: Sample, question: string): Sample => ({
  ...sample,
  turns: [{ role: "user", part: part("user", question), calls: [] }],
});

describe("a sample whose texts have changed", () => {
  it("is recognised by its id and its place", () => {
    const changed = asked(pair(1, "other", "texts"), "Another question?");
    expect(isSame(pair(1), changed)).toBe(true);
    expect(isSame(pair(1), { ...changed, attributes: { id: "p2" } })).toBe(false);
    expect(isSame(pair(1), { ...changed, record: 2 })).toBe(false);
    expect(isSame(pair(1), { ...changed, trace: 1 })).toBe(false);
  });

  it("is recognised without an id while its question or its answers are the same", () => {
    const sample = withoutId(pair(1));
    expect(isSame(sample, withoutId(pair(1, "other", "texts")))).toBe(true);
    expect(isSame(sample, asked(sample, "Another question?"))).toBe(true);
    expect(isSame(sample, asked(withoutId(pair(1, "other", "texts")), "Another question?"))).toBe(false);
  });

  it("is neither one of another file, nor the pair of rollouts that ends with it", () => {
    expect(names(pair(1)).some((name) => names(pair(1), "file:///other/pairs.jsonl").includes(name))).toBe(false);
    expect(isSame(pair(1), { ...pair(1), responses: undefined })).toBe(false);
    expect(placeNames(pair(1), undefined, sha256)).toEqual([]);
  });
});
