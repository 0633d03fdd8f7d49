import { codePoints } from "../../python/length";
import { toInteger } from "../../python/numbers";
import type { Comparison } from "./comparison";

/** Hendrycks' `is_equiv`: both sides by {@link hendrycks}; if one raises, the unchanged texts. */
export const math: Comparison = {
  name: "math",
  means: "as Hendrycks' MATH evaluation normalises (is_equiv)",
  equal(answer, truth) {
    const a = hendrycks(answer);
    const b = hendrycks(truth);
    return a === undefined || b === undefined ? answer === truth : a === b;
  },
};

/** Hendrycks' `_strip_string`; undefined if it raises. */
export function hendrycks(text: string): string | undefined {
  let string = text
    .replaceAll("\n", "")
    .replaceAll("\\!", "")
    .replaceAll("\\\\", "\\")
    .replaceAll("tfrac", "frac")
    .replaceAll("dfrac", "frac")
    .replaceAll("\\left", "")
    .replaceAll("\\right", "")
    .replaceAll("^{\\circ}", "")
    .replaceAll("^\\circ", "")
    .replaceAll("\\$", "");
  const units = string.split("\\text{ ");
  if (units.length > 2) return undefined;
  string = (units[0] ?? "").replaceAll("\\%", "").replaceAll(" .", " 0.").replaceAll("{.", "{0.");
  if (string === "") return string;
  if (string.startsWith(".")) string = `0${string}`;
  const sides = string.split("=");
  if (sides.length === 2 && codePoints(sides[0] ?? "") <= 2) string = sides[1] ?? "";
  const rooted = bracedRoots(string);
  if (rooted === undefined) return undefined;
  const fractions = bracedFractions(rooted.replaceAll(" ", ""));
  if (fractions === undefined) return undefined;
  return slashed(fractions === "0.5" ? "\\frac{1}{2}" : fractions);
}

function bracedRoots(text: string): string | undefined {
  const [before = "", ...parts] = text.split("\\sqrt");
  let result = before;
  for (const part of parts) {
    const [first] = part;
    if (first === undefined) return undefined;
    result += first === "{" ? `\\sqrt${part}` : `\\sqrt{${first}}${part.slice(first.length)}`;
  }
  return result;
}

function bracedFractions(text: string): string | undefined {
  const [before = "", ...parts] = text.split("\\frac");
  let result = before;
  for (const part of parts) {
    const [a, b] = part;
    if (a === undefined) return undefined;
    if (a === "{") result += `\\frac${part}`;
    else if (b === undefined) return text;
    else {
      const rest = part.slice(a.length + b.length);
      result += b === "{" ? `\\frac{${a}}${b}${rest}` : `\\frac{${a}}{${b}}${rest}`;
    }
  }
  return result;
}

/** `a/b` of integers as Python prints them. */
function slashed(text: string): string {
  const parts = text.split("/");
  if (parts.length !== 2) return text;
  const [a, b] = parts.map(toInteger);
  return a !== undefined && b !== undefined && text === `${a}/${b}` ? `\\frac{${a}}{${b}}` : text;
}
