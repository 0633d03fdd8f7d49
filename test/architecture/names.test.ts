/**
 * General code asks for roles: it names no profile, no program's reward and no tag of one. A profile, a dialect, a reader, a
 * judge prompt and a record format are data or rooms of their own, and may.
 */
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { readText, sourceFiles } from "./sourceFiles";

/** Rooms whose files are each about one program, and their lists. */
const mayName = [
  /^server\/core\/rewards\/toolrl\//,
  /^server\/core\/records\/formats\//,
  /^server\/core\/dialects\//,
  /^server\/core\/expressions\/graders\//,
  /^server\/core\/verdicts\/readers\//,
  /\/list\.ts$/,
  // Examples: what is typed on the command line, what is opened from the editor, a development page.
  /^server\/cli\/(?:commands\/|judge\/report\.ts$)/,
  /^client\/src\/examples\//,
  /^media\/\w+\/dev\w*\.ts$/,
];

/** Tags that texts speak of as what people know: the reasoning's, which every model family writes so. */
const usual = /<\/?think>/g;

const profile = /toolrl|rm-?r1|hermes|think-?answer|search-?agent/i;
const tag = /<\/?(?:answer|tool_call|response|eval|rubric|solution|search|information|obs|quote_[AB]|summary_[AB])>/;

/** Names and texts of a file's code; comments may name what they like. */
function said(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node)) found.push(node.text);
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest));
  return found;
}

function outOfPlace(text: string): string[] {
  return said(text).filter((each) => profile.test(each) || tag.test(each.replace(usual, "")));
}

describe("general code", () => {
  const files = ["server", "client", "media"].flatMap(sourceFiles).map(({ path }) => path);
  const general = files.filter((path) => !mayName.some((pattern) => pattern.test(path)));

  it("names no profile, no program's reward and no tag of one", () => {
    expect(general.length).toBeGreaterThan(400);
    expect(general.flatMap((path) => outOfPlace(readText(path)).map((each) => `${path}: ${each}`))).toEqual([]);
  });

  it("is all but what has to name one", () => {
    const naming = files.filter((path) => outOfPlace(readText(path)).length > 0);
    expect(mayName.filter((pattern) => !naming.some((path) => pattern.test(path)))).toEqual([]);
  });

  it("is looked at in names, texts, templates and patterns, and not in comments", () => {
    const wrong = [
      'f("toolrl")',
      "const rmR1Form = 1",
      "`a ${b} <answer> ${c}`",
      "/<tool_call>/",
      'import "./hermes.json"',
    ];
    expect(wrong.filter((text) => outOfPlace(text).length === 0)).toEqual([]);
    expect(["// toolrl's <answer>", 'f("answer")', '"</think>"'].flatMap(outOfPlace)).toEqual([]);
  });
});
