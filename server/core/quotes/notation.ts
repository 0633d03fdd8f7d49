import { span, type Span } from "../text/span";
import type { NormalisedText } from "./normalisedText";

/**
 * A text with its mathematics folded, so that `48\pi - 72\sqrt{3}` and `48π − 72√3` read alike: TeX commands become
 * their signs; brackets, dollar signs, `^` and white space are removed.
 *
 * A quote that is found only this way was rewritten by the judge, but not made up.
 */
export function foldNotation(original: string): NormalisedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of original.matchAll(token)) {
    const folded = match.groups?.["times"] === undefined ? fold(match[0]) : "×";
    pieces.push(folded);
    for (let i = 0; i < folded.length; i++) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
  }
  return {
    text: pieces.join(""),
    toOriginal: (range): Span => {
      const start = starts[range.start] ?? original.length;
      const end = range.end > range.start ? (ends[range.end - 1] ?? original.length) : start;
      return span(start, closedEnd(original, start, end));
    },
  };
}

/** The end of a stretch with the brackets behind it that close those opened in it: folding leaves no trace of them. */
function closedEnd(text: string, start: number, end: number): number {
  const open: string[] = [];
  for (let i = start; i < end; i++) {
    const closer = closers[text[i] as string];
    if (closer !== undefined) open.push(closer);
    else if (text[i] === open.at(-1)) open.pop();
  }
  while (open.length > 0 && text[end] === open.pop()) end++;
  return end;
}

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Does it contain mathematics that can be written in two ways? */
export function hasNotation(text: string): boolean {
  return /[0-9=×·√π^\\±≤≥÷]/.test(text);
}

const token =
  /\\[A-Za-z]{1,12}|\\.|\}\s?\{|(?<![A-Za-z])(?:sqrt|pi)(?![A-Za-z])|(?<times>(?<=[0-9!)]) ?[xX*] ?(?=[0-9(]))|[^]/gu;

const signs: Readonly<Record<string, string>> = {
  times: "×",
  cdot: "×",
  pi: "π",
  sqrt: "√",
  div: "/",
  le: "≤",
  leq: "≤",
  ge: "≥",
  geq: "≥",
  ne: "≠",
  neq: "≠",
  pm: "±",
  angle: "∠",
  circ: "°",
  theta: "θ",
  alpha: "α",
  beta: "β",
  infty: "∞",
  approx: "≈",
  cup: "∪",
  cap: "∩",
};

/** Commands that change only how something looks. */
const looks = new Set([
  "left",
  "right",
  "text",
  "mathrm",
  "mathbf",
  "boxed",
  "frac",
  "dfrac",
  "cfrac",
  "tfrac",
  "displaystyle",
  "quad",
]);

function fold(written: string): string {
  if (written.startsWith("\\")) {
    const command = written.slice(1);
    return looks.has(command) || !/^[A-Za-z]/.test(command) ? "" : (signs[command] ?? command);
  }
  if (written.startsWith("}")) return written.length > 1 ? "/" : "";
  switch (written) {
    case "sqrt":
      return "√";
    case "pi":
      return "π";
    case "·":
    case "⋅":
    case "*":
      return "×";
    case "−":
    case "–":
      return "-";
    case "÷":
      return "/";
    case "$":
    case "{":
    case "(":
    case ")":
    case "[":
    case "]":
    case "^":
      return "";
    default:
      return /^\s$/.test(written) ? "" : written;
  }
}
