import { describe, expect, it } from "vitest";
import { scoredRange, type ChatFamily } from "../../../../server/core/rewards/toolrl/template";
import { textOf } from "../../../../server/core/text/span";
import { derivation } from "./fixtures";

const scored = (completion: string, family: ChatFamily): string => textOf(completion, scoredRange(completion, family));

describe("the chat template", () => {
  it.each([
    ["qwen", "<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n a \n<|im_end|>\n<|im_start|>user", "a"],
    ["qwen", "<|im_start|>assistant\na<|im_end|>", "a"],
    ["qwen", "<|im_start|>assistant\na<|im_end|>\n<|im_start|>assistant\nb", "b"],
    ["qwen", "<|im_start|>assistanta", "a"],
    ["qwen", " a ", "a"],
    ["qwen", "a<|im_end|>b", "a"],
    ["qwen", "<|im_end|>b", ""],
    ["qwen", "a<|eot_id|>b", "a<|eot_id|>b"],
    ["llama", "<|start_header_id|>assistant<|end_header_id|>\n\na<|eot_id|>", "a"],
    ["llama", "a<|eot_id|>b", "a"],
    ["llama", "a<|im_end|>b", "a<|im_end|>b"],
    ["llama", "<|im_start|>assistant a", "<|im_start|>assistant a"],
    ["qwen", "\uFEFFa\u3000\u001c", "\uFEFFa"],
    ["qwen", "", ""],
  ] as const)("%s: what is scored of %j", (family, completion, expected) => {
    expect(scored(completion, family)).toBe(expected);
  });

  it("is Qwen's by default", () => {
    const completion = "<|im_start|>assistant\n<think>a</think><|im_end|>\n";
    expect(derivation(completion, "<think></think>").format).toBe(1);
    expect(derivation(completion, "<think></think>", { family: "llama" }).format).toBe(0);
    expect(textOf(completion, derivation(completion, "").range)).toBe("<think>a</think>");
  });
});
