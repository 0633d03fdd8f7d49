/** The recordings of real servers beside this repository, and HTTP read from their bytes. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpFailure, type HttpResponse } from "../../../server/core/host/http";

const folder = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "endpoints");
export const areThere = existsSync(folder);
if (!areThere) console.warn(`Skipped: recordings of model servers, which are expected in ${folder}.`);

export interface Recording {
  readonly server: string;
  readonly folder: string;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly end: string;
  readonly expect: {
    readonly kind: string;
    readonly text?: string;
    readonly texts?: readonly string[];
    readonly reasoning?: string | null;
    readonly finish?: string | null;
    readonly split?: readonly [string, string];
    readonly verdict?: string;
    readonly error?: string | object;
    readonly p?: { readonly A: number; readonly B: number };
    readonly usage?: {
      readonly prompt_tokens: number;
      readonly completion_tokens: number;
      readonly cached_tokens?: number;
    };
  };
}

export const recordings: readonly Recording[] = areThere
  ? (JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Recording[])
  : [];

export function responseOf({ folder: server, name }: Recording): Buffer {
  return readFileSync(join(folder, server, `${name}.response`));
}

export function requestOf({ folder: server, name }: Recording): string {
  return readFileSync(join(folder, server, `${name}.request`), "utf8");
}

/** A recorded answer: its head, and its body without the framing of chunks. */
export interface Recorded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
  /** False: the connection broke before the body's end. */
  readonly whole: boolean;
}

/** Undefined if not even the head came. */
export function recorded(bytes: Buffer): Recorded | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, headEnd).toString("latin1").split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...rest] = line.split(":");
      return [name.trim().toLowerCase(), rest.join(":").trim()];
    }),
  );
  const wire = bytes.subarray(headEnd + 4);
  const chunked = headers["transfer-encoding"]?.toLowerCase() === "chunked";
  const body = chunked
    ? dechunk(wire)
    : { content: wire, whole: wire.length >= Number(headers["content-length"] ?? 0) };
  return { status: Number(statusLine.split(" ")[1]), headers, ...body };
}

/** The answer again, its body in these pieces. */
export function replay({ status, headers }: Recorded, pieces: Iterable<Uint8Array>, whole: boolean): HttpResponse {
  return { status, headers, body: body(pieces, whole) };
}

/** A body in pieces of so many bytes. */
export function* inPieces(content: Buffer, length: number): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length);
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body comes as it comes
async function* body(pieces: Iterable<Uint8Array>, whole: boolean): AsyncGenerator<Uint8Array> {
  yield* pieces;
  if (!whole) throw new HttpFailure("reset", "the connection broke");
}

function dechunk(wire: Buffer): { content: Buffer; whole: boolean } {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = wire.indexOf("\r\n", at);
    if (end < 0) return { content: Buffer.concat(parts), whole: false };
    const size = Number.parseInt(wire.subarray(at, end).toString("latin1"), 16);
    if (size === 0) return { content: Buffer.concat(parts), whole: true };
    parts.push(wire.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
    if (at > wire.length) return { content: Buffer.concat(parts), whole: false };
  }
}
