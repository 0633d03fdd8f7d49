import { isObject, type Json } from "./json";

/** What went wrong, in the kinds that decide what to do next. */
export type ErrorKind =
  /** The prompt, or prompt and answer, do not fit into the model's window. Asking again does not help. */
  | "overflow"
  /** The account has no money or quota left: the run stops. */
  | "quota"
  /** The key is missing or wrong: the run stops. */
  | "unauthorized"
  /** The model is being loaded. */
  | "loading"
  /** Too many requests at once: the queue is full, or a rate limit. */
  | "busy"
  /** A gateway between us and the model says that it cannot reach it. */
  | "gateway"
  /** No answer came, or it broke off. */
  | "network"
  /** The server refuses or fails, and would do so again. */
  | "refused"
  /**
   * The server sends something that we do not accept: a redirect, a content encoding, too much, something that is no
   * answer.
   */
  | "unacceptable"
  /** We closed the socket. */
  | "cancelled";

export interface EndpointError {
  readonly kind: ErrorKind;
  /** The HTTP status; undefined if none came. */
  readonly status: number | undefined;
  /** The server's own words, or ours if it has none. Not yet made printable or masked. */
  readonly message: string;
  /** Milliseconds that the server asks us to wait. */
  readonly retryAfter?: number;
}

/** An error's description of itself, from any shape. */
export interface ErrorDetail {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  readonly param: string;
}

/** The error in a body or an event, in any shape that servers use; undefined if there is none. */
export function errorIn(value: Json): ErrorDetail | undefined {
  if (!isObject(value)) return undefined;
  const { error, detail } = value;
  if (error !== undefined && error !== null && error !== false) return detailOf(error, value);
  if (value["object"] === "error") return detailOf(value, value);
  if (detail !== undefined && detail !== null) return detailOf(detail, value);
  return undefined;
}

function detailOf(error: Json, around: Readonly<Record<string, Json | undefined>>): ErrorDetail {
  if (isObject(error)) {
    return {
      message: worded(error["message"] ?? error["error"] ?? error["msg"]) || JSON.stringify(error),
      type: worded(error["type"]),
      code: worded(error["code"]),
      param: worded(error["param"]),
    };
  }
  const type = worded(around["error_type"] ?? around["type"]);
  return {
    message: Array.isArray(error) ? validation(error) : worded(error),
    type,
    code: worded(around["code"]),
    param: "",
  };
}

/** FastAPI's list of validation errors: `body.max_tokens: Input should be a valid integer`. */
function validation(problems: readonly Json[]): string {
  const lines = problems.map((problem) => {
    if (!isObject(problem)) return worded(problem);
    const place = problem["loc"];
    const at = Array.isArray(place) ? `${place.map(worded).join(".")}: ` : "";
    return at + worded(problem["msg"]);
  });
  return lines.join("; ");
}

function worded(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** How servers say that a prompt does not fit into the window. */
const overflowWords = [
  "maximum context length",
  "context length is only",
  "longer than the model's context length",
  "longer than the model",
  "available context size",
  "greater than the context length",
  "trying to keep the first",
  "must have less than",
  "cannot be greater than max_model_len",
  "max_completion_tokens is too large",
];
const overflowLimit = /supports at most \d+ completion tokens/;

/** Classifies an error by its description, and by its status if the description says nothing. */
export function kindOf({ message, type, code, param }: ErrorDetail, status: number): ErrorKind {
  const said = `${type} ${code}`.toLowerCase();
  const isOverflow =
    said.includes("exceed_context_size") ||
    said.includes("context_length_exceeded") ||
    param === "input_tokens" ||
    overflowWords.some((words) => message.includes(words)) ||
    overflowLimit.test(message);
  if (isOverflow) return "overflow";
  // An error inside a stream contains its own status.
  const own = status >= 400 ? status : Number(code) || status;
  if (said.includes("insufficient_quota") || said.includes("budget_exceeded") || own === 402) return "quota";
  if (own === 401 || own === 403 || said.includes("authentication_error")) return "unauthorized";
  if (own === 503 && /loading/i.test(message)) return "loading";
  if (own === 503 || own === 429 || /overloaded|rate_limit/.test(said)) return "busy";
  if (own === 408 || own === 502 || own === 504) return "gateway";
  if (own === 500 && message.includes("Connection error")) return "gateway";
  return "refused";
}

/**
 * May the same request be sent again? Never because of the model's answer: that would mean asking until it complies.
 */
export function isWorthRetrying({ kind }: EndpointError): boolean {
  return kind === "loading" || kind === "busy" || kind === "gateway" || kind === "network";
}

/** Does it end the whole run, because all other requests would fail the same way? */
export function endsRun({ kind }: EndpointError): boolean {
  return kind === "quota" || kind === "unauthorized";
}
