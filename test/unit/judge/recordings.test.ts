/** What real servers sent, replayed byte by byte and cut at every byte: read as a right client reads it. */
import { describe, expect, it } from "vitest";
import { receiveAnswer, receiveBody, type Received } from "../../../server/core/judge/endpoint/receive";
import type { Answer } from "../../../server/core/judge/endpoint/answer";
import {
  areThere,
  inPieces,
  recorded,
  recordings,
  replay,
  responseOf,
  type Recorded,
  type Recording,
} from "./recordings";

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

const nothing: Received = {
  kind: "error",
  error: { kind: "network", status: undefined, message: "" },
  partial: undefined,
};

async function received(recording: Recording, pieceLength: number): Promise<Received> {
  const found = recorded(responseOf(recording));
  if (found === undefined) return nothing;
  return receiveAnswer(replay(found, inPieces(found.content, pieceLength), found.whole), 0);
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
      const whole = recorded(responseOf(recording))!;
      const found = await receiveBody(replay(whole, inPieces(whole.content, 1), whole.whole), 0);
      const kind = found.kind === "body" ? "ok" : found.error.kind;
      const expected = recording.expect.kind;
      expect(["ok", "unauthorized", "loading", "overflow"].includes(kind) ? kind : "error").toBe(expected);
    },
  );
});

describe.skipIf(!areThere)("an answer that is cut", () => {
  const bodies = asked.flatMap((recording) => {
    const found = recorded(responseOf(recording));
    return found === undefined ? [] : [{ name: `${recording.folder}/${recording.name}`, ...found }];
  });
  const isStream = ({ headers }: Recorded): boolean => headers["content-type"]?.includes("text/event-stream") ?? false;

  it("says the same however a stream is split", async () => {
    for (const body of bodies.filter(isStream)) {
      const inOne = await receiveAnswer(replay(body, [body.content], body.whole), 0);
      for (const length of [1, 2, 3, 5, 7, 64, 1000]) {
        const found = await receiveAnswer(replay(body, inPieces(body.content, length), body.whole), 0);
        expect(found, `${body.name} in pieces of ${length}`).toEqual(inOne);
      }
    }
  });

  it("is told as a failure at every byte of a stream before its finish, and keeps what had come", async () => {
    const wrong: string[] = [];
    let cuts = 0;
    for (const body of bodies.filter(isStream)) {
      const cutAt = (pieces: Iterable<Uint8Array>): Promise<Received> => receiveAnswer(replay(body, pieces, false), 0);
      // What came before an event is given as one event that says the same, so that the work is linear.
      let before: Buffer = Buffer.alloc(0);
      let known = await cutAt([]);
      let start = 0;
      for (const end of eventEnds(body.content)) {
        const after = await cutAt([body.content.subarray(0, end)]);
        for (let cut = start + 1; cut <= end; cut++, cuts++) {
          const found = await cutAt([before, body.content.subarray(start, cut)]);
          const expected = outlineOf(cut === end ? after : found);
          const isKnown = outlineOf(found) === outlineOf(known) || outlineOf(found) === outlineOf(after);
          if (!isKnown || outlineOf(found) !== expected) wrong.push(`${body.name} cut at ${cut}: ${outlineOf(found)}`);
        }
        const answer = answerOf(after);
        const isError = after.kind === "error" && after.error.kind !== "network";
        const isPlain = answer !== undefined && !isError && !body.content.includes('"index":1');
        before = isPlain ? asOneEvent(answer) : Buffer.concat([before, body.content.subarray(start, end)]);
        known = after;
        start = end;
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(cuts).toBeGreaterThan(100_000);
  }, 300_000);

  it("is told as a failure at every byte of a body that is no stream", async () => {
    const wrong: string[] = [];
    for (const body of bodies.filter((one) => !isStream(one) && one.whole)) {
      for (let cut = 0; cut < body.content.length; cut++) {
        const found = await receiveAnswer(replay(body, [body.content.subarray(0, cut)], false), 0);
        if (found.kind !== "error" || found.error.kind !== "network") wrong.push(`${body.name} cut at ${cut}`);
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  }, 300_000);
});

function answerOf(received: Received): Answer | undefined {
  return received.kind === "answer" ? received.answer : received.partial;
}

/** What a cut must not change: all but the probabilities of tokens. */
function outlineOf(received: Received): string {
  const answer = answerOf(received);
  const error = received.kind === "error" ? [received.error.kind, received.error.message] : undefined;
  const { text = "", reasoning, finish, usage, texts = [] } = answer ?? {};
  return JSON.stringify({ error, text, reasoning, finish, usage, texts });
}

/** Where the events of a stream end, and the stream itself. */
function eventEnds(content: Buffer): number[] {
  const text = content.toString("latin1");
  const ends = [...text.matchAll(/\r?\n\r?\n/g)].map((found) => found.index + found[0].length);
  return ends.at(-1) === content.length ? ends : [...ends, content.length];
}

/** An event that says what an answer holds so far. */
function asOneEvent({ text, texts, reasoning, finish, usage, model }: Answer): Buffer {
  const choice = (content: string, index: number): object =>
    index === 0
      ? { index, delta: { content, reasoning_content: reasoning }, finish_reason: finish }
      : { index, delta: { content } };
  const told = {
    model,
    choices: (texts.length > 0 ? texts : [text]).map(choice),
    usage: usage && {
      prompt_tokens: usage.prompt,
      completion_tokens: usage.completion,
      prompt_tokens_details: { cached_tokens: usage.cached },
    },
  };
  return Buffer.from(`data: ${JSON.stringify(told)}\n\n`);
}
