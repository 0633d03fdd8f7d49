/**
 * Where the JSON value that begins at `start` ends; undefined if none begins there or it does not end.
 *
 * Only brackets and quotes are examined: the JSON reader checks whether their content is JSON.
 */
export function readPrefix(text: string, start: number): number | undefined {
  const first = text[start];
  if (first === undefined) return undefined;
  if (first === '"') return stringEnd(text, start);
  if (first !== "{" && first !== "[") return wordEnd(text, start);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = stringEnd(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") {
      if (--depth === 0) return at + 1;
    }
  }
  return undefined;
}

function stringEnd(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return undefined;
}

const word = /true|false|null|NaN|-?Infinity|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;

function wordEnd(text: string, start: number): number | undefined {
  word.lastIndex = start;
  return word.test(text) ? word.lastIndex : undefined;
}
