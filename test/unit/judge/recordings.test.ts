/** What real servers sent, replayed byte by byte and cut at every byte: read as a right client reads it. */
import { describe, expect, it } from "vitest";
import { receiveAnswer, receiveBody, type Received } from "../../../server/core/judge/endpoint/receive";
import { areThere, recordings, replay, responseOf, type Recording } from "./recordings";

const asked = recordings.filter(({ path, method }) => method === "POST" && /completions?$/.test(path));
const probes = recordings.filter((recording) => !asked.includes(recording));

/** What index.json calls what was received. */
function kindOf(received: Received): string {
  if (received.kind === "answer") {
    if (received.answer.finish === "length") return "truncated";
    return received.answer.text.trim() === "" ? "no answer text" : "ok";
  }
  const { kind } = received.error;
  if (kind === "network") return received.partial === undefined ? "no answer" : "cut stream";
  return ["overflow", "unauthorized", "loading", "busy"].includes(kind) ? kind : "error";
}

/** A cut by the recording's own client looks as a cut by the server does. */
function expectedKind({ expect: { kind } }: Recording): string {
  return kind === "cancelled" ? "cut stream" : kind;
}

async function received(recording: Recording, pieceLength: number, from = 0): Promise<Received> {
  const response = replay(responseOf(recording), pieceLength, from);
  if (response === undefined) {
    return { kind: "error", error: { kind: "network", status: undefined, message: "" }, partial: undefined };
  }
  return receiveAnswer(response, 0);
}

describe.skipIf(!areThere)("what real servers answered", () => {
  it.each(asked.map((recording) => [`${recording.folder}/${recording.name}`, recording] as const))(
    "%s",
    async (_, recording) => {
      const { expect: expected } = recording;
      const found = await received(recording, 1);
      expect(kindOf(found)).toBe(expectedKind(recording));
      const answer = found.kind === "answer" ? found.answer : found.partial;
      if (expected.text !== undefined) {
        expect(answer?.text ?? "").toBe(expected.text);
        expect(answer?.reasoning ?? null).toBe(expected.reasoning ?? null);
        expect(answer?.finish ?? null).toBe(expected.finish ?? null);
      }
      if (expected.texts !== undefined) expect(answer?.texts).toEqual(expected.texts);
      if (expected.usage !== undefined) {
        const { prompt_tokens: prompt, completion_tokens: completion, cached_tokens: cached } = expected.usage;
        expect(answer?.usage).toEqual({ prompt, completion, cached });
      }
      if (expected.error != null && found.kind === "error") {
        const { error } = expected;
        const said: unknown = typeof error === "object" && "message" in error ? error.message : error;
        if (typeof said === "string") expect(found.error.message).toContain(said.trim());
        expect(found.error.message).not.toBe("");
      }
      if (expected.p !== undefined) {
        const top = answer?.tokens[0]?.top ?? [];
        for (const label of ["A", "B"] as const) {
          const logprob = top.find(({ token }) => token === label)?.logprob ?? Number.NaN;
          expect(Math.exp(logprob)).toBeCloseTo(expected.p[label], 4);
        }
      }
    },
  );

  it.each(probes.map((recording) => [`${recording.folder}/${recording.name}`, recording] as const))(
    "%s",
    async (_, recording) => {
      const response = replay(responseOf(recording), 1)!;
      const found = await receiveBody(response, 0);
      const kind = found.kind === "body" ? "ok" : found.error.kind;
      const expected = recording.expect.kind;
      expect(["ok", "unauthorized", "loading", "overflow"].includes(kind) ? kind : "error").toBe(expected);
    },
  );
});

describe.skipIf(!areThere)("a stream that is split", () => {
  const streams = asked.filter((recording) => responseOf(recording).includes("text/event-stream"));

  it("says the same wherever it is split", async () => {
    for (const recording of streams) {
      const whole = await received(recording, 1_000_000);
      const length = responseOf(recording).length;
      // Every place of a short stream, and as many of a long one.
      for (let at = 1; at < length; at += Math.max(1, Math.floor(length / 400))) {
        expect(await received(recording, 1_000_000, at), `${recording.name} at ${at}`).toEqual(whole);
      }
    }
  }, 120_000);

  it("is told as a failure wherever it is cut before its finish, and keeps what had come", async () => {
    for (const recording of streams) {
      const bytes = responseOf(recording);
      const whole = await received(recording, 1_000_000);
      const text = (whole.kind === "answer" ? whole.answer : whole.partial)?.text ?? "";
      const step = Math.max(1, Math.floor(bytes.length / 500));
      for (let end = bytes.indexOf("\r\n\r\n") + 4; end < bytes.length; end += step) {
        const found = await receiveAnswer(replay(bytes.subarray(0, end), 1_000_000)!, 0);
        const answer = found.kind === "answer" ? found.answer : found.partial;
        const isWhole = answer?.finish != null && whole.kind === "answer";
        expect(found.kind, `${recording.name} cut at ${end}`).toBe(isWhole ? "answer" : "error");
        if (isWhole) expect(answer.text).toBe(text);
        expect(text.startsWith(answer?.text ?? ""), `${recording.name} cut at ${end}`).toBe(true);
      }
    }
  }, 120_000);
});
