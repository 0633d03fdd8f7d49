import type { Task } from "../flow/plan";
import type { Order } from "../history/entry";
import { AnswerReader, type Answer } from "../endpoint/answer";
import { errorIn, kindOf } from "../endpoint/errors";
import { isObject, numberOf, parseJson, stringOf, type Json } from "../endpoint/json";
import { requestBody } from "../endpoint/request";
import type { ServerKind } from "../endpoint/server";

/** `custom_id` of a request: 32 digits of the sample's hash, the order, the number of the vote. */
export function customId(sample: string, { order, repeat }: Pick<Task, "order" | "repeat">): string {
  return `${sample.slice(0, 32)}:${order ?? "AB"}:${repeat}`;
}

/** A line of a batch file in OpenAI's format. Batch endpoints refuse `stream`. */
export function batchLine(sample: string, task: Task, server: ServerKind): object {
  const body = JSON.parse(requestBody(task.question, server, false)) as object;
  return { custom_id: customId(sample, task), method: "POST", url: "/v1/chat/completions", body };
}

/** A line of the index beside a batch: the request that a `custom_id` stands for, so that answers find their sample. */
export interface BatchIndexLine {
  readonly custom_id: string;
  readonly sample: string;
  readonly places?: readonly string[];
  readonly request: string;
  readonly prompt: string;
  readonly promptHash: string;
  readonly model: string;
  readonly order?: Order;
  readonly repeat: number;
  readonly file: string;
  readonly record: number;
  readonly trace: number;
  readonly id?: string;
  readonly gold?: "A" | "B";
}

/** A line of a result file, from any server. */
export type BatchResult = { readonly id: string } & (
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "error"; readonly code: string; readonly message: string }
);

/** Reads a line of results, successes and errors of OpenAI and vLLM; undefined if it is no result. */
export function readBatchResult(line: string): BatchResult | undefined {
  const value = parseJson(line);
  if (!isObject(value)) return undefined;
  const id = stringOf(value["custom_id"]);
  if (id === undefined) return undefined;
  const response = value["response"];
  const body = isObject(response) ? response["body"] : undefined;
  const status = (isObject(response) ? numberOf(response["status_code"]) : undefined) ?? 200;
  // The error is beside the answer (OpenAI's error file, vLLM), or in its place.
  const error = nonNull(value["error"]) ? errorIn({ error: value["error"] }) : errorIn(body ?? null);
  if (error !== undefined) {
    return { id, kind: "error", code: error.code === "" ? kindOf(error, status) : error.code, message: error.message };
  }
  const reader = new AnswerReader();
  if (isObject(body)) reader.take(body);
  if (status >= 400 || !reader.began) {
    return { id, kind: "error", code: "no-answer", message: `The line holds no answer (status ${status}).` };
  }
  const answer = reader.answer();
  if (answer.finish !== undefined) return { id, kind: "answer", answer };
  return { id, kind: "error", code: "unfinished", message: "The answer does not say that it had ended." };
}

function nonNull(value: Json | undefined): value is Json {
  return value !== undefined && value !== null;
}

/** Matches results with requests, by `custom_id` and never by order. */
export class BatchJoin {
  private readonly found = new Map<string, BatchResult>();
  /** Lines whose `custom_id` belongs to another batch, and lines that are no results. */
  strangers = 0;
  /** Further successes of a request: only the first counts. */
  duplicates = 0;

  constructor(private readonly known: ReadonlySet<string>) {}

  add(line: string): void {
    const result = readBatchResult(line);
    if (result === undefined || !this.known.has(result.id)) {
      this.strangers++;
      return;
    }
    const before = this.found.get(result.id);
    if (before?.kind === "answer") this.duplicates++;
    else if (before === undefined || result.kind === "answer") this.found.set(result.id, result);
  }

  /** Undefined if it is missing. */
  resultOf(id: string): BatchResult | undefined {
    return this.found.get(id);
  }
}
