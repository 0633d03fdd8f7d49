import { parseBounded } from "../../json/parseBounded";
import { boxes } from "../../expressions/boxes";

/**
 * The answers that a ground truth accepts: the text itself, the items of a JSON list, an object's `target` (Search-R1),
 * `answer` or `solution`, the number behind GSM8K's last `####`, and the last `\boxed{…}` of a worked solution.
 */
export function goldAnswers(groundTruth: string): readonly string[] {
  const trimmed = groundTruth.trim();
  const texts = /^[[{]/.test(trimmed) ? fromJson(trimmed) : [];
  return texts.length === 0 ? fromText(groundTruth) : texts.flatMap(fromText);
}

function fromJson(text: string): readonly string[] {
  let value: unknown;
  try {
    value = parseBounded(text);
  } catch {
    return [];
  }
  const wanted = Array.isArray(value) ? value : named(value);
  const list: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return list.filter((gold) => typeof gold === "string" || typeof gold === "number").map(String);
}

function named(value: unknown): unknown {
  const { target, answer, solution } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return target ?? answer ?? solution;
}

const mark = "####";

function fromText(text: string): readonly string[] {
  const at = text.lastIndexOf(mark);
  if (at >= 0) return [text.slice(at + mark.length).trim()];
  const box = boxes.plain(text);
  return box === undefined ? [text] : [text.slice(box.start, box.end), text];
}
