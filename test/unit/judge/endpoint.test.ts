import { describe, expect, it } from "vitest";
import { BadAddress, readAddress } from "../../../server/core/judge/endpoint/endpoint";
import { retryAfter } from "../../../server/core/judge/endpoint/retries/retryAfter";
import { requestBody } from "../../../server/core/judge/endpoint/request";
import { scoreIn } from "../../../server/core/judge/endpoint/scalar";
import { serverOf } from "../../../server/core/judge/endpoint/server";
import { shownMessage } from "../../../server/core/judge/endpoint/shownMessage";

describe("an address", () => {
  it.each([
    "http://127.0.0.1:8000",
    "http://127.0.0.1:8000/",
    "http://127.0.0.1:8000/v1",
    "http://127.0.0.1:8000/v1///",
    "HTTP://127.0.0.1:8000/v1/chat/completions",
    "http://127.0.0.1:8000/v1/models",
  ])("is read as people write it: %s", (written) => {
    expect(readAddress(written)).toMatchObject({
      origin: "http://127.0.0.1:8000",
      root: "http://127.0.0.1:8000",
      chat: "http://127.0.0.1:8000/v1/chat/completions",
      isLoopback: true,
      isEncrypted: false,
    });
  });

  it("may have a path before /v1, or be a socket", () => {
    expect(readAddress("https://gpu.example/proxy/v1").chat).toBe("https://gpu.example/proxy/v1/chat/completions");
    expect(readAddress("unix:/run/llama.sock")).toMatchObject({
      origin: "unix:/run/llama.sock",
      socketPath: "/run/llama.sock",
      isLoopback: true,
    });
  });

  it.each(["gpu1:8000", "ftp://x", "http://", "http://user:secret@host", "http://a b", "http://host?x=1"])(
    "is refused: %s",
    (written) => {
      expect(() => readAddress(written)).toThrow(BadAddress);
      expect(() => readAddress(written)).not.toThrow("secret");
    },
  );

  it("is loopback only where it is", () => {
    expect(
      ["http://[::1]:1", "http://localhost", "http://127.9.9.9", "http://10.0.0.1", "http://127.0.0.1.evil.org"].map(
        (url) => readAddress(url).isLoopback,
      ),
    ).toEqual([true, true, true, false, false]);
  });
});

describe("Retry-After", () => {
  it.each([
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after-ms": "250", "retry-after": "3" }, 250],
    [{ "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT" }, 60_000],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("%j", (headers, milliseconds) => {
    expect(retryAfter(headers as Record<string, string>, Date.UTC(2026, 0, 1))).toBe(milliseconds);
  });
});

describe("a request", () => {
  const question = { model: "m", messages: [], sampling: { temperature: 0.7, maxTokens: 9, seed: 1 }, grammar: "root ::= \"A\"" }; // prettier-ignore

  it("holds what official figures need, for the servers that take it", () => {
    expect(JSON.parse(requestBody(question, "vllm"))).toMatchObject({
      repetition_penalty: 1,
      top_p: 1,
      top_k: -1,
      structured_outputs: { grammar: question.grammar },
    });
    expect(JSON.parse(requestBody(question, "sglang"))).toMatchObject({ ebnf: question.grammar });
    expect(JSON.parse(requestBody(question, "llama-server"))).toMatchObject({ grammar: question.grammar });
    expect(Object.keys(JSON.parse(requestBody(question, "unknown")) as object)).toEqual([
      "model",
      "messages",
      "max_tokens",
      "temperature",
      "seed",
      "stream",
      "stream_options",
    ]);
    expect(Object.keys(JSON.parse(requestBody(question, "unknown", false)) as object)).not.toContain("stream");
  });
});

describe("a request without thinking", () => {
  const question = { model: "m", messages: [], sampling: { temperature: 0, maxTokens: 9, seed: 1 }, withoutThinking: true }; // prettier-ignore
  const template = { chat_template_kwargs: { enable_thinking: false } };

  it.each([
    ["vllm", template],
    ["sglang", template],
    ["llama-server", template],
    ["ollama", { reasoning_effort: "none" }],
  ] as const)("says so as %s takes it", (server, said) => {
    expect(JSON.parse(requestBody(question, server))).toMatchObject(said);
    expect(requestBody({ ...question, withoutThinking: undefined }, server)).not.toMatch(/thinking|reasoning/);
  });

  it.each(["transformers-serve", "tgi", "lm-studio", "litellm", "unknown"] as const)("says nothing to %s", (server) => {
    expect(requestBody(question, server)).not.toMatch(/thinking|reasoning/);
  });
});

describe("a server", () => {
  it.each([
    ["vllm", "vllm"], ["sglang", "sglang"], ["llamacpp", "llama-server"], ["library", "ollama"], ["openai", "litellm"],
    ["local", "transformers-serve"], [["x"], "transformers-serve"], ["me", "unknown"],
  ])("owned by %j is %s", (owner, kind) => {
    expect(serverOf({ data: [{ id: "m", owned_by: owner, max_model_len: 9 }] }, {}, "m")).toMatchObject({ kind, window: 9, models: ["m"] });
  }); // prettier-ignore

  it("tells by its headers where its body does not", () => {
    expect(serverOf(undefined, { "x-litellm-version": "1.108.7" }, "m").kind).toBe("litellm");
    expect(serverOf(undefined, { server: "llama.cpp" }, "m").kind).toBe("llama-server");
  });
});

describe("a reward model's score", () => {
  it.each([
    [{ data: [{ probs: [1.5] }] }, 1.5],
    [{ data: [{ data: [[-2]] }] }, -2],
    [{ data: [{ data: [3] }] }, 3],
    [[{ embedding: [0.25] }], 0.25],
    [{ embedding: [0.25] }, 0.25],
    // Several labels are no score.
    [{ data: [{ probs: [0.5, 0.5] }] }, undefined],
    [{ object: "list", data: [] }, undefined],
  ])("%j", (body, score) => {
    expect(scoreIn(body, "unknown")).toBe(score);
  });
});

describe("a server's message", () => {
  it("is short, prints, and holds no key however it is written", () => {
    const key = "sk-a/b+c";
    const shown = shownMessage(`\u001b]0;x\u0007 ${key} ${encodeURIComponent(key)} ${"x".repeat(9000)}`, key);
    expect(shown).not.toMatch(/[\u0000-\u001f]/);
    expect(shown).not.toContain("sk-a");
    expect(shown.length).toBeLessThan(2100);
  });
});
