import { HttpFailure, type HttpResponse } from "../../host/http";
import { AnswerReader, type Answer } from "./answer";
import { errorIn, kindOf, type EndpointError, type ErrorDetail } from "./errors";
import { EventStream, type Delta } from "./eventStream";
import { isObject, parseJson, type Json } from "./json";
import { retryAfter } from "./retries/retryAfter";
import { sizes } from "./sizes";

/** The outcome of one request. */
export type Received =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** `partial` is what had arrived before it broke off. */
  | { readonly kind: "error"; readonly error: EndpointError; readonly partial: Answer | undefined };

/** The body of a probe: JSON, or other text. */
export type ReceivedBody =
  | { readonly kind: "body"; readonly value: Json | undefined; readonly text: string }
  | { readonly kind: "error"; readonly error: EndpointError };

/**
 * Reads the answer to a question, streamed or not: one reader for every server's answers.
 *
 * @param now milliseconds since 1970, to read a `Retry-After` that is a date
 */
export async function receiveAnswer(
  response: HttpResponse,
  now: number,
  onDelta?: (delta: Delta) => void,
): Promise<Received> {
  const refused = refusedHead(response);
  if (refused !== undefined) {
    await discard(response);
    return failed(refused);
  }
  const reader = new AnswerReader();
  const isStream = response.status < 400 && (response.headers["content-type"] ?? "").includes("text/event-stream");
  if (!isStream) {
    const body = await receiveBody(response, now);
    if (body.kind === "error") return failed(body.error);
    if (isObject(body.value)) {
      const delta = reader.take(body.value);
      if (delta.text !== "" || delta.reasoning !== "") onDelta?.(delta);
    }
    if (!reader.began) {
      return failed(problem("unacceptable", response, `What came is no answer of a model: ${beginning(body.text)}`));
    }
    return finished(reader, response);
  }
  const events = new EventStream(reader, onDelta);
  const partial = (): Answer | undefined => (reader.heard ? reader.answer() : undefined);
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      bytes += chunk.length;
      events.feed(chunk);
      if (bytes > sizes.answer || events.tooLarge) {
        return failed(problem("unacceptable", response, "The answer is larger than is read."), partial());
      }
    }
    events.end();
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    events.end();
    // After its finish reason an answer is whole: only counts are missing.
    const isWhole = reader.began && reader.answer().finish !== undefined && error.code !== "cancelled";
    if (events.error === undefined && !isWhole) return failed(ofFailure(error, response.status), partial());
  }
  if (events.error !== undefined) return failed(told(events.error, response, now), partial());
  return finished(reader, response);
}

/** Reads the body of an answer that is not a stream. */
export async function receiveBody(response: HttpResponse, now: number): Promise<ReceivedBody> {
  const refused = refusedHead(response);
  if (refused !== undefined) {
    await discard(response);
    return { kind: "error", error: refused };
  }
  const isError = response.status >= 400;
  const most = isError ? sizes.error : sizes.answer;
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      bytes += chunk.length;
      pieces.push(decoder.decode(chunk, { stream: true }));
      if (bytes > most) {
        // The beginning of an error is enough.
        if (isError) break;
        return { kind: "error", error: problem("unacceptable", response, "The answer is larger than is read.") };
      }
    }
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { kind: "error", error: ofFailure(error, response.status) };
  }
  pieces.push(decoder.decode());
  const text = pieces.join("");
  const value = parseJson(text);
  const error = value === undefined ? undefined : errorIn(value);
  if (error !== undefined) return { kind: "error", error: told(error, response, now) };
  if (!isError) return { kind: "body", value, text };
  const message = text.trim() === "" ? `status ${response.status}` : beginning(text);
  return { kind: "error", error: told({ message, type: "", code: "", param: "" }, response, now) };
}

/** Closes the connection of an answer whose body is not needed. */
async function discard({ body }: HttpResponse): Promise<void> {
  await body[Symbol.asyncIterator]().return?.();
}

/** The error of an answer that is refused before its body is read. */
function refusedHead(response: HttpResponse): EndpointError | undefined {
  const { status, headers } = response;
  const encoding = headers["content-encoding"] ?? "identity";
  if (status >= 300 && status < 400) {
    return problem(
      "unacceptable",
      response,
      `The server redirects (${headers["location"] ?? "it does not say where"}), and traces go only where you meant them to: name that address itself, if you trust it.`,
    );
  }
  if (status === 407) {
    return problem(
      "unauthorized",
      response,
      "The proxy asks for a name and a password: its address takes them, as in http://user:password@proxy:3128.",
    );
  }
  if (encoding.trim().toLowerCase() !== "identity" && encoding.trim() !== "") {
    return problem("unacceptable", response, `The answer is encoded (${encoding}), which nobody asked for.`);
  }
  if (Number(headers["content-length"] ?? 0) > sizes.answer && status < 400) {
    return problem("unacceptable", response, "The answer is larger than is read.");
  }
  return undefined;
}

/** A missing finish reason is a failure, whatever else ended the stream. */
function finished(reader: AnswerReader, response: HttpResponse): Received {
  const answer = reader.answer();
  if (answer.finish === undefined) {
    return failed(
      problem("network", response, "The answer broke off: the server did not say that it had ended."),
      answer,
    );
  }
  if (["abort", "error", "content_filter"].includes(answer.finish)) {
    return failed(problem("refused", response, `The server ended the answer early: ${answer.finish}.`), answer);
  }
  return { kind: "answer", answer };
}

function told(detail: ErrorDetail, response: HttpResponse, now: number): EndpointError {
  const after = retryAfter(response.headers, now);
  return {
    ...problem(kindOf(detail, response.status), response, detail.message),
    ...(after !== undefined && { retryAfter: after }),
  };
}

/** The error of a failed transport. */
export function ofFailure(failure: HttpFailure, status: number | undefined): EndpointError {
  const kind =
    failure.code === "cancelled"
      ? "cancelled"
      : ["unreachable", "reset", "late"].includes(failure.code)
        ? "network"
        : "unacceptable";
  return { kind, status, message: failure.message };
}

function problem(kind: EndpointError["kind"], { status }: HttpResponse, message: string): EndpointError {
  return { kind, status, message };
}

function failed(error: EndpointError, partial?: Answer): Received {
  return { kind: "error", error, partial };
}

function beginning(text: string): string {
  const line = text.trim();
  return line.length > 300 ? `${line.slice(0, 300)} …` : line;
}
