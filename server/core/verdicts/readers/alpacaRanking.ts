import { member, type JsonNode } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import { readLiteral, type Literal } from "../../python/literal";

/** 1 or 2: the rank; NaN: malformed, dropped; "error": the official code stops; undefined: undecided. */
export type Ranking = number | "error" | undefined;

/**
 * AlpacaEval's `ranking_parser` (tatsu-lab/alpaca_eval@cd543a149df8): a Python list of dicts with `model` and `rank`; the
 * rank of the first whose model is `model_1`.
 */
export function alpacaRanking(completion: string): Ranking {
  if (completion === "") return "error";
  const read = readLiteral(completion);
  if (!read.ok) return read.python === "raises" ? NaN : undefined;
  if (!Array.isArray(read.value)) return NaN;
  for (const item of read.value as readonly Literal[]) {
    if (!(item instanceof Map)) return NaN;
    const entry = item as ReadonlyMap<string, Literal>;
    if (!entry.has("model")) return NaN;
    if (entry.get("model") === "model_1") return rankOf(entry.get("rank"));
  }
  return NaN;
}

function rankOf(rank: Literal | undefined): number {
  if (rank === true) return 1;
  const isNumber = typeof rank === "object" && rank !== null && "number" in rank;
  return isNumber && (rank.number === 1 || rank.number === 2) ? rank.number : NaN;
}

/**
 * AlpacaEval's `json_ranking_parser`: a JSON object, inside "```json … ```" if there is such a fence, with
 * `ordered_models`; the rank of the first whose model is `m`.
 */
export function alpacaJsonRanking(completion: string): Ranking {
  const fence = "```json";
  const at = completion.indexOf(fence);
  let text = completion;
  if (at >= 0) {
    const end = completion.indexOf("```", at + fence.length);
    if (end < 0) return "error";
    text = completion.slice(at + fence.length, end);
  }
  const read = readJson(text);
  const models = read.ok && read.node.type === "object" ? member(read.node, "ordered_models")?.value : undefined;
  if (models === undefined) return "error";
  if (models.type !== "array") return NaN;
  for (const item of models.items) {
    const model = item.type === "object" ? member(item, "model")?.value : undefined;
    if (item.type !== "object" || model === undefined) return NaN;
    if (model.type === "string" && model.value === "m") return jsonRank(member(item, "rank")?.value);
  }
  return NaN;
}

function jsonRank(rank: JsonNode | undefined): number {
  if (rank?.type === "boolean" && rank.value === true) return 1;
  return rank?.type === "number" && (rank.value === 1 || rank.value === 2) ? rank.value : NaN;
}
