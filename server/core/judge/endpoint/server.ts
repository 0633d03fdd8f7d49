import { isObject, listOf, numberOf, stringOf, type Json } from "./json";

/** The programs that we distinguish, because they accept and send different things. */
export type ServerKind =
  "vllm" | "sglang" | "llama-server" | "tgi" | "ollama" | "lm-studio" | "transformers-serve" | "litellm" | "unknown";

/** What is known about a server; undefined means not known. */
export interface Server {
  readonly kind: ServerKind;
  readonly version: string | undefined;
  /** Tokens of prompt and answer together. */
  readonly window: number | undefined;
  /** The names of the models that it serves; empty if it does not say. */
  readonly models: readonly string[];
}

export const unknownServer: Server = { kind: "unknown", version: undefined, window: undefined, models: [] };

/** Reads `/v1/models`: the program, its models, and the window of the model that is asked for. */
export function serverOf(value: Json | undefined, headers: Readonly<Record<string, string>>, model: string): Server {
  if (!isObject(value)) return { ...unknownServer, kind: kindByHeaders(headers) };
  const rows = listOf(value["data"]).filter(isObject);
  const row = rows.find((one) => one["id"] === model) ?? rows[0];
  const meta = row?.["meta"];
  return {
    kind: headers["x-litellm-version"] !== undefined ? "litellm" : kindByOwner(row?.["owned_by"], headers),
    version: headers["x-litellm-version"],
    window: numberOf(row?.["max_model_len"]) ?? (isObject(meta) ? numberOf(meta["n_ctx"]) : undefined),
    models: rows.flatMap((one) => stringOf(one["id"]) ?? []),
  };
}

function kindByOwner(owner: Json | undefined, headers: Readonly<Record<string, string>>): ServerKind {
  switch (owner) {
    case "vllm":
      return "vllm";
    case "sglang":
      return "sglang";
    case "llamacpp":
      return "llama-server";
    case "library":
      return "ollama";
    case "openai":
      return "litellm";
    case "local":
      return "transformers-serve";
    case "organization_owner":
      return "lm-studio";
    default:
      return Array.isArray(owner) ? "transformers-serve" : kindByHeaders(headers);
  }
}

function kindByHeaders(headers: Readonly<Record<string, string>>): ServerKind {
  if (headers["x-litellm-version"] !== undefined) return "litellm";
  if (headers["server"] === "llama.cpp") return "llama-server";
  return "unknown";
}

/** How many requests a server gets at once if the user does not say. */
export function usualInFlight(kind: ServerKind): number {
  return kind === "ollama" || kind === "lm-studio" ? 4 : 32;
}

/** Servers that take missing settings from the model's `generation_config.json`, including a repetition penalty. */
export function fillsFromModel(kind: ServerKind): boolean {
  return kind === "vllm" || kind === "sglang";
}
