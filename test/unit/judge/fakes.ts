/** A world for the judge that holds no network, no disk and no time. */
import { createHash } from "node:crypto";
import type { AppendLog, LinePlace, StoredLine } from "../../../server/core/host/appendLog";
import type { Clock } from "../../../server/core/host/clock";
import { HttpFailure, type Http, type HttpRequest, type HttpResponse } from "../../../server/core/host/http";
import type { Hash } from "../../../server/core/host/hash";
import type { Part, Sample } from "../../../server/core/model/sample";
import { PlainSourceMap } from "../../../server/core/text/sourceMap";

export const sha256: Hash = (text) => createHash("sha256").update(text).digest("hex");

/** A clock on which waiting takes a turn of the event loop, and is counted. */
export class FastClock implements Clock {
  waits: number[] = [];
  private time = Date.UTC(2026, 0, 1);

  now(): number {
    return this.time;
  }

  after(delay: number, run: () => void): () => void {
    this.waits.push(delay);
    const timer = setImmediate(() => {
      this.time += delay;
      run();
    });
    return () => {
      clearImmediate(timer);
    };
  }
}

/** What a fake server does with a question. */
export type Reply =
  | {
      readonly says: string;
      readonly finish?: string | null;
      readonly usage?: object;
      readonly headers?: Record<string, string>;
    }
  | { readonly status: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | { readonly breaks: HttpFailure["code"] };

export class FakeHttp implements Http {
  readonly questions: HttpRequest[] = [];
  underWay = 0;
  most = 0;

  constructor(private readonly reply: (request: HttpRequest, number: number) => Reply) {}

  async send(request: HttpRequest): Promise<HttpResponse> {
    if (request.method === "GET") return response(404, { detail: "Not Found" });
    const number = this.questions.push(request) - 1;
    this.most = Math.max(this.most, ++this.underWay);
    await new Promise((resolve) => setImmediate(resolve));
    this.underWay--;
    const reply = this.reply(request, number);
    if ("breaks" in reply) throw new HttpFailure(reply.breaks, "the connection broke");
    if ("status" in reply) return response(reply.status, reply.body, reply.headers);
    const { says, finish = "stop", usage, headers } = reply;
    return response(
      200,
      { choices: [{ index: 0, message: { content: says }, finish_reason: finish }], usage },
      headers,
    );
  }
}

function response(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
  return { status, headers: { "content-type": "application/json", ...headers }, body: once(bytes) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes as it comes
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A log in memory; a process that was killed left its last line torn. */
export class MemoryLog implements AppendLog {
  constructor(readonly kept: string[] = []) {}

  // eslint-disable-next-line @typescript-eslint/require-await -- lines come as they come
  async *lines(): AsyncGenerator<StoredLine> {
    for (const [offset, text] of this.kept.entries()) yield { text, place: { file: "", offset, length: text.length } };
  }

  read({ offset }: LinePlace): Promise<string> {
    return Promise.resolve(this.kept[offset] ?? "");
  }

  append(line: string): Promise<LinePlace> {
    return Promise.resolve({ file: "", offset: this.kept.push(line) - 1, length: line.length });
  }
}

export function part(role: Part["role"], text: string): Part {
  return { role, text, source: new PlainSourceMap(0, text.length) };
}

/** A pair that is not judged yet; A is right. */
export function pair(number: number, a = `good ${number}`, b = `bad ${number}`): Sample {
  return {
    record: number,
    trace: 0,
    attributes: { id: `p${number}`, gold: "A" },
    turns: [{ role: "user", part: part("user", `Question ${number}?`), calls: [] }],
    tools: undefined,
    completion: part("completion", ""),
    calls: [],
    groundTruth: undefined,
    responses: { a: part("response_a", a), b: part("response_b", b) },
    rewarded: false,
    unanswered: true,
  };
}

/** The messages of a question. */
export function messagesOf(request: HttpRequest): { role: string; content: string }[] {
  return (JSON.parse(request.body ?? "{}") as { messages: { role: string; content: string }[] }).messages;
}

/** The verdict of a judge that knows: the good one, wherever it stands. */
export function rightVerdict(request: HttpRequest): string {
  const text = messagesOf(request).at(-1)?.content ?? "";
  return `<answer>[[${text.indexOf("good") < text.indexOf("bad") ? "A" : "B"}]]</answer>`;
}
