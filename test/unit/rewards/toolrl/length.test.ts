import { describe, expect, it } from "vitest";
import { textOf } from "../../../../server/core/text/span";
import { derivation } from "./fixtures";

const length = (completion: string, step = 0, variant: "length" | "dynamic-length" | "default" = "length"): number =>
  derivation(completion, "<think></think>", { variant, step }).length;
const words = (count: number): string => "w ".repeat(count);

describe("the length reward", () => {
  it("is the share of 512 words, in hundredths, at most 1", () => {
    expect(length(`<think>${words(512)}</think>`)).toBe(1);
    expect(length(`<think>${words(5000)}</think>`)).toBe(1);
    expect(length(`<think>${words(100)}</think>`)).toBe(0.2);
    expect(length("<think></think>")).toBe(0);
    expect(length(`<think>${words(511)}</think>`)).toBe(1);
  });

  it("rounds ties to even, as Python does", () => {
    expect(length(`<think>${words(64)}</think>`)).toBe(0.12);
    expect(length(`<think>${words(192)}</think>`)).toBe(0.38);
    expect(length(`<think>${words(320)}</think>`)).toBe(0.62);
    expect(length(`<think>${words(448)}</think>`)).toBe(0.88);
  });

  it("counts from the last <think> to the next </think>, or to the end", () => {
    expect(length(`<think>a</think><think>${words(256)}</think>${words(99)}</think>`)).toBe(0.5);
    expect(length(`</think><think>${words(256)}`)).toBe(0.5);
    expect(length(`<think>${words(256)}</think>${words(99)}`)).toBe(0.5);
    const completion = "<|im_start|>assistant\n</think> a <think> b c ";
    const { lengthPart } = derivation(completion, "", { variant: "length" });
    expect(lengthPart).toMatchObject({ words: 2, fullLength: 512 });
    expect(lengthPart?.span && textOf(completion, lengthPart.span)).toBe(" b c");
  });

  it("is 0 where a tag occurs nowhere", () => {
    expect(length(`<think>${words(256)}`)).toBe(0);
    expect(length(`${words(256)}</think>`)).toBe(0);
    expect(length(`<|im_end|><think>${words(256)}</think>`)).toBe(0);
  });

  it("separates words by Python's white space", () => {
    expect(length(`<think>${"w\u00a0".repeat(256)}</think>`)).toBe(0.5);
    expect(length(`<think>${"w\u0085".repeat(256)}</think>`)).toBe(0.5);
    expect(length(`<think>${"w\uFEFF".repeat(256)}</think>`)).toBe(0);
  });

  it("follows the step only where it is dynamic", () => {
    const completion = `<think>${words(256)}</think>`;
    expect(length(completion, 105)).toBe(0.5);
    expect(length(completion, 0, "dynamic-length")).toBe(0.67);
    expect(length(completion, 105, "dynamic-length")).toBe(0.4);
    expect(length(completion, 400, "dynamic-length")).toBe(0.19);
  });

  it("is no part of the other variants", () => {
    expect(length(`<think>${words(512)}</think>`, 0, "default")).toBe(0);
    expect(derivation("", "", {}).lengthPart).toBeUndefined();
  });
});
