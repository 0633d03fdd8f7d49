import { describe, expect, it } from "vitest";
import { textOf } from "../../../../server/core/text/span";
import { call, calling, derivation } from "./fixtures";

describe("the derivation", () => {
  const truth = calling(
    call("search", '{"query": "tea", "limit": 1, "deep": {"x": [1]}, "page": 2, "lang": "en"}'),
    call("book", '{"id": 1}'),
    call("book", '{"id": 2}'),
  );
  const completion =
    "<|im_start|>assistant\n" +
    calling(
      call("book", '{"id": 1}'),
      call("search", '{"limit": true, "query": "tea", "deep": {"x": [1.0]}, "page": 3, "sort": "up", "page": 4}'),
      call("pay", '{"sum": 5}'),
    ) +
    "<|im_end|>";
  const result = derivation(completion, truth, { step: 7 });
  const { correctnessPart } = result;
  const inCompletion = (span: { start: number; end: number }): string => textOf(completion, span);
  const inTruth = (span: { start: number; end: number }): string => textOf(truth, span);

  it("holds the numbers and what they were computed for", () => {
    expect(result).toMatchObject({ variant: "default", step: 7, format: 1, length: 0 });
    // Names: 2 common of 4; search: keys 4 of 6, three equal values; book: all of 2.
    const points = 2 / 4 + (4 / 6 + 3) + (1 + 1);
    expect(result.correctness).toBeCloseTo((6 * points) / (1 + 6 + 2 + 2) - 3, 12);
    expect(result.score).toBe(result.format + result.correctness);
    expect(inCompletion(result.range)).toMatch(/^<think>[^]*<\/tool_call>$/);
  });

  it("says which call answers which, with the places of both", () => {
    const pairs = correctnessPart.matching?.pairs ?? [];
    expect(pairs.map((pair) => [pair.truth.index, pair.call?.index, pair.unmatched])).toEqual([
      [0, 1, undefined],
      [1, 0, undefined],
      [2, undefined, "already-matched"],
    ]);
    const [first] = pairs;
    if (first?.call?.name === undefined || first.truth.name === undefined) throw new Error("not matched");
    expect(inTruth(first.truth.span)).toMatch(/^\{"name": "search".*\}$/);
    expect(inCompletion(first.call.span)).toMatch(/^\{"name": "search".*\}$/);
    expect(inTruth(first.truth.name.value.span)).toBe('"search"');
    expect(inCompletion(first.call.name.value.span)).toBe('"search"');
    expect(pairs.map(({ keys, values, maxPoints }) => [keys, values, maxPoints])).toEqual([
      [4 / 6, 3, 6],
      [1, 1, 2],
      [0, 0, 2],
    ]);
  });

  it("compares every parameter, with the places of both values", () => {
    const parameters = correctnessPart.matching?.pairs[0]?.parameters ?? [];
    const told = parameters.map(({ name, status, truth: expected, call: given }) => [
      name,
      status,
      expected && inTruth(expected.value.span),
      given && inCompletion(given.value.span),
    ]);
    expect(told).toEqual([
      ["query", "equal", '"tea"', '"tea"'],
      ["limit", "coerced", "1", "true"],
      ["deep", "coerced", '{"x": [1]}', '{"x": [1.0]}'],
      ["page", "different", "2", "4"],
      ["lang", "missing", '"en"', undefined],
      ["sort", "extra", undefined, '"up"'],
    ]);
  });

  it("lists the calls that answer nothing", () => {
    expect(correctnessPart.spurious.map((one) => one.name && inCompletion(one.name.value.span))).toEqual(['"pay"']);
    expect(correctnessPart.spuriousUnpunished).toBe(false);
  });

  it("tells spurious calls that go unpunished, also those that are no JSON", () => {
    const text = calling(call("pay"), "oops");
    const { outcome, spurious, spuriousUnpunished, matching } = derivation(text, "<think></think>").correctnessPart;
    expect([outcome, spuriousUnpunished, matching]).toEqual(["nothing-expected", true, undefined]);
    expect(spurious.map((one) => textOf(text, one.span))).toEqual([call("pay"), "oops"]);
    expect(derivation("<think></think>", "<think></think>").correctnessPart.spuriousUnpunished).toBe(false);
  });

  it("gives equal lists every point, by the same parts", () => {
    const { outcome, matching, spurious } = derivation(truth, truth).correctnessPart;
    expect([outcome, spurious]).toEqual(["equal", []]);
    expect(matching).toMatchObject({ points: 11, maxPoints: 11, names: { points: 1 }, perPoint: 6 / 11 });
    expect(matching?.pairs.map((pair) => [pair.call?.index, pair.points, pair.maxPoints])).toEqual([
      [0, 6, 6],
      [1, 2, 2],
      [2, 2, 2],
    ]);
    const nan = calling(call("f", '{"a": NaN}'));
    expect(derivation(nan, nan).correctnessPart.matching?.pairs[0]?.parameters[0]?.status).toBe("equal");
    const odd = calling("1", '{"name": 2, "parameters": [1, 2]}');
    expect(derivation(odd, odd).correctnessPart.matching).toMatchObject({ points: 5, maxPoints: 5 });
  });

  it("does not match calls where the variant does not", () => {
    const { outcome, matching } = derivation(completion, truth, { variant: "coarse" }).correctnessPart;
    expect([outcome, matching]).toEqual(["unequal", undefined]);
  });

  it("finds the better matching in groups of more calls on either side", () => {
    const f = (...values: number[]): string =>
      call("f", JSON.stringify(Object.fromEntries(values.map((v) => [`k${v}`, v]))));
    const more = derivation(calling(f(1, 2, 3), f(9), f(1)), calling(f(1), f(1, 2, 3))).correctnessPart.matching;
    // Here the greedy choice is the best there is: f(1) finds its equal.
    expect(more?.optimal).toEqual({ kind: "greedy-is-optimal" });
    const fewer = derivation(calling(f(1, 2, 3)), calling(f(1), f(2), f(1, 2, 3))).correctnessPart.matching;
    expect(fewer?.pairs.map((pair) => pair.call?.index)).toEqual([0, undefined, undefined]);
    expect(fewer?.optimal).toEqual({ kind: "better", points: 1 / 3 + 4, calls: [undefined, undefined, 0] });
  });

  it("stays quick for very many calls", () => {
    const many = (value: number): string =>
      calling(...Array.from({ length: 30_000 }, (_, i) => call(`f${value}-${i}`, `{"a": ${value}}`)));
    const pairs = derivation(many(1), many(2)).correctnessPart.matching?.pairs;
    expect(pairs?.length).toBe(30_000);
    expect(new Set(pairs?.map((pair) => pair.unmatched))).toEqual(new Set(["no-such-name"]));
  });
});
