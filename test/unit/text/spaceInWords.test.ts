import { expect, it } from "vitest";
import { spaceInWords } from "../../../server/core/text/spaceInWords";

/** The white space between two bars is the one that is not wanted. */
function said(marked: string, wanted: string): string {
  const [before = "", found = "", after = ""] = marked.split("|");
  const span = { start: before.length, end: before.length + found.length };
  return spaceInWords(before + found + after, span, wanted);
}

it.each([
  ["<think>x</think>|\n\n|<answer>", "\n", "</think> must be followed by one newline; here are two"],
  ["<think>||x</think>", "\n", "<think> must be followed by one newline; here is none"],
  ["<think>| |x</think>", "\n", "<think> must be followed by one newline; here is one space"],
  ["x||</think>", "\n", "</think> must stand behind one newline; here is none"],
  ["So.\n####||4", " ", '"####" must be followed by one space; here is none'],
  ["</answer>|\n|", "", "</answer> must be followed by no white space; here is one newline"],
  ["|\n|<think>", "", "<think> must stand behind no white space; here is one newline"],
  ["</think>|\r\n|<answer>", "\n", '</think> must be followed by one newline; here is "\\r\\n"'],
  ["</think>|\n|<answer>", "\n \n", '</think> must be followed by "\\n \\n"; here is one newline'],
])("%s, where %j is wanted", (marked, wanted, words) => {
  expect(said(marked, wanted)).toBe(words);
});
