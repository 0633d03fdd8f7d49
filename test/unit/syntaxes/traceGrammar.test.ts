/** The grammar by which the editor colours, in the editor's own engine. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from "vscode-textmate";
import { root } from "../../../scripts/setup/project.mjs";

let grammar: IGrammar;
beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(readFileSync(wasm));
  const file = join(root, "syntaxes/trace.tmLanguage.json");
  const json = `{"scopeName": "source.json", "patterns": [{"match": "\\"[^\\"]*\\"?", "name": "string.json"}]}`;
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === "source.json"
          ? parseRawGrammar(json, "json.json")
          : parseRawGrammar(readFileSync(file, "utf8"), file),
      ),
  });
  const loaded = await registry.loadGrammar("text.trace");
  if (loaded === null) throw new Error("the grammar was not loaded");
  grammar = loaded;
});

interface Piece {
  readonly text: string;
  readonly scopes: readonly string[];
}

function piecesOf(text: string): Piece[] {
  let state = INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** What the text is coloured as, where it is. */
function coloured(text: string): string[] {
  return piecesOf(text).flatMap((piece) => {
    const scope = piece.scopes.findLast((each) => /^(markup|entity|keyword|punctuation.definition.list)/.test(each));
    return scope === undefined || piece.text === "@" ? [] : [`${scope.replace(/\.trace$/, "")} ${piece.text}`];
  });
}

function tagNames(text: string): string[] {
  return piecesOf(text)
    .filter(({ scopes }) => scopes.some((scope) => scope.startsWith("entity.name.tag")))
    .map((piece) => piece.text);
}

describe("Markdown in prose", () => {
  it("is coloured where it begins and ends on a line", () => {
    expect(coloured("## Steps\n- **One** and *two* and `three`\n1. a\n```python")).toEqual([
      "markup.heading ##",
      "markup.heading  Steps",
      "punctuation.definition.list.begin.markdown -",
      "markup.bold **One**",
      "markup.italic *two*",
      "markup.inline.raw.string `three`",
      "punctuation.definition.list.begin.markdown 1.",
      "markup.inline.raw.fence ```python",
    ]);
  });

  it("is not seen in sums, in what stays open, and in comments of code", () => {
    expect(coloured("2 * 3 * 4 and 2 ** 3 ** 4\n**open\n`open\n*open\n# a comment\n#hash\na*b*c\n-1")).toEqual([]);
  });

  it("leaves a tag within it a tag", () => {
    for (const text of ["**<think>**", "`<think>`", "*a <think> b*", "## a <think> b", "- <think>", "``` <think>"]) {
      expect(tagNames(text), text).toEqual(["think"]);
    }
  });

  it("swallows no tag, whatever is left open", () => {
    const mark = fc.constantFrom(
      "**",
      "*",
      "`",
      "``",
      "```",
      "## ",
      "- ",
      "1. ",
      "~~~",
      "_",
      "[",
      "a",
      " ",
      "\n",
      "<",
      "\\",
      "\n\n",
    );
    const tag = fc.constantFrom("<think>", "</think>", "<response>", "</tool_call>", "<my_tag>");
    fc.assert(
      fc.property(fc.array(fc.oneof(mark, tag), { maxLength: 24 }), (pieces) => {
        // A line that begins as JSON is JSON: what stands in its strings is no tag.
        const text = pieces.join("").replace(/^(\s*)\[/gm, "$1x");
        const expected = [...text.matchAll(/<\/?([A-Za-z_]+)>/g)].map((match) => match[1]);
        expect(tagNames(text)).toEqual(expected);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it("does not touch the lines of calls and headers", () => {
    expect(coloured('{"name": "f", "parameters": {"x": "**a** `b`"}}')).toEqual([]);
    expect(coloured("@sample id=**a**")).toEqual(["keyword.control sample", "keyword.operator.assignment ="]);
  });
});
