import { member, type JsonNode } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import { toFloat } from "../../python/numbers";

/** Two scores (3 if missing) and a ranking (3.5): below 3.5 the first response is better. */
export type GenRmScores = readonly [number, number, number];

const missing: GenRmScores = [3, 3, 3.5];

/**
 * NeMo Gym's `parse_genrm_output` (NVIDIA-NeMo/Gym@07d6b0d07b22): the first readable object in a "```json" fence, else
 * the last one anywhere.
 *
 * @returns undefined if the text has so many unclosed braces that finding its objects would take quadratic time.
 */
export function genRmScores(output: string): GenRmScores | undefined {
  for (const [, fenced = ""] of output.matchAll(/```json([\s\S]*?)```/gi)) {
    const objects = jsonObjects(fenced);
    if (objects === undefined) return undefined;
    for (const text of objects) {
      const scores = scoresIn(text);
      if (scores !== undefined) return scores;
    }
  }
  const objects = jsonObjects(output);
  if (objects === undefined) return undefined;
  for (const text of objects.toReversed()) {
    const scores = scoresIn(text);
    if (scores !== undefined) return scores;
  }
  return missing;
}

function scoresIn(text: string): GenRmScores | undefined {
  const read = readJson(text);
  if (!read.ok || read.node.type !== "object") return undefined;
  const overall = member(read.node, "overall")?.value;
  const object = overall?.type === "object" ? overall : read.node;
  const parts = ["score_1", "score_2", "ranking"].map((key) => member(object, key)?.value);
  if (parts.every((part) => part === undefined)) return undefined;
  const [first, second, ranking] = parts.map((part, i) => (part === undefined ? missing[i] : floatOf(part)));
  if (first === undefined || second === undefined || ranking === undefined) return undefined;
  return [first, second, ranking];
}

/** Python's `float(value)`; undefined if it raises. */
function floatOf(node: JsonNode): number | undefined {
  switch (node.type) {
    case "number":
      return Number(node.value);
    case "boolean":
      return node.value === true ? 1 : 0;
    case "string":
      return toFloat(node.value);
    default:
      return undefined;
  }
}

/** The most characters that may be examined per character of the text. */
const rounds = 100;

/** The text between balanced braces; braces in strings do not count. */
function jsonObjects(text: string): readonly string[] | undefined {
  const objects: string[] = [];
  let looked = 0;
  for (let start = text.indexOf("{"); start >= 0; start = text.indexOf("{", start + 1)) {
    const end = closingBrace(text, start);
    looked += (end ?? text.length) - start;
    if (looked > rounds * (text.length + 1000)) return undefined;
    if (end === undefined) continue;
    objects.push(text.slice(start, end + 1));
    start = end;
  }
  return objects;
}

function closingBrace(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const character = text[i];
    if (inString && character === "\\") i++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return i;
  }
  return undefined;
}
