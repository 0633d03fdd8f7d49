/** Judgements as an editor's client sees them: from a quote to its words, what a criterion weighs, the line above. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  CodeLens,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  MarkupContent,
  Position,
  Range,
} from "vscode-languageserver-protocol/node";
import { root } from "../../scripts/setup/project.mjs";
import { recordRequest, recordScheme } from "../../server/protocol/records";
import { TestClient } from "./support/testClient";

const example = (...path: string[]): string => readFileSync(join(root, "examples", ...path), "utf8");
const quotes = example("judge", "quotes.trace");
const log = example("rollouts", "judge-log.json");

const linking = { textDocument: { definition: { linkSupport: true } } };
let client: TestClient;
let opened = 0;
beforeAll(async () => {
  client = await TestClient.start({ capabilities: linking });
});
afterAll(async () => {
  await client.stop();
});

async function open(text: string, language = "trace"): Promise<string> {
  const uri = `file:///tmp/judgement-${++opened}.${language}`;
  await client.open(uri, text, 1, language);
  return uri;
}

function positionOf(text: string, words: string, after = ""): Position {
  const at = text.indexOf(words, text.indexOf(after));
  if (at < 0) throw new Error(`The text does not hold ${words}.`);
  const before = text.slice(0, at).split("\n");
  return { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 1 };
}

function textAt(text: string, { start, end }: Range): string {
  const lines = text.split("\n").slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, i) => line.slice(i === 0 ? start.character : 0, i === last ? end.character : undefined))
    .join("\n");
}

async function definitions(text: string, uri: string, words: string, after = ""): Promise<LocationLink[]> {
  return client.request("textDocument/definition", uri, { position: positionOf(text, words, after) });
}

/** The one target, and the words that it holds. */
async function definition(text: string, uri: string, words: string, after = ""): Promise<string[]> {
  return (await definitions(text, uri, words, after)).map(({ targetSelectionRange }) =>
    textAt(text, targetSelectionRange),
  );
}

async function hover(text: string, uri: string, words: string, after = ""): Promise<string> {
  const position = positionOf(text, words, after);
  const result = await client.request<Hover | null>("textDocument/hover", uri, { position });
  return result === null ? "" : (result.contents as MarkupContent).value;
}

describe("the definition of a quote", () => {
  it("is where its words stand in the response that it names", async () => {
    const uri = await open(quotes);
    const [link, ...more] = await definitions(quotes, uri, "The capital of Australia is Sydney</quote_B>");
    expect(more).toEqual([]);
    expect(link?.targetUri).toBe(uri);
    expect(link && textAt(quotes, link.targetSelectionRange)).toBe("The capital of Australia is Sydney");
    // In response B of the same sample, the first of the file.
    expect(link?.targetRange.start.line).toBe(8);
    expect(link?.originSelectionRange && textAt(quotes, link.originSelectionRange)).toBe(
      "The capital of Australia is Sydney",
    );
  });

  it("is one place where ellipses leave words out: the beginning, and all that is meant around it", async () => {
    const uri = await open(quotes);
    const [link, ...more] = await definitions(quotes, uri, "Canberra ... placed");
    expect(more).toEqual([]);
    expect(link && textAt(quotes, link.targetSelectionRange)).toMatch(/^The capital of Australia is \*\*Canberra/);
    expect(link && textAt(quotes, link.targetRange)).toMatch(/placed between them\.$/);
  });

  it("is what stands there where the words were altered", async () => {
    const uri = await open(quotes);
    expect(await definition(quotes, uri, "built from 1913 onwards")).toEqual([
      expect.stringContaining("It was built from 1913 on as a compromise"),
    ]);
  });

  it("is in the other response where the quote was misattributed", async () => {
    const uri = await open(quotes);
    const [link] = await definitions(quotes, uri, "has the most famous opera house in the world</quote_A>");
    const header = quotes.split("\n").lastIndexOf("@response_b");
    expect(link && textAt(quotes, link.targetSelectionRange)).toBe("has the most famous opera house in the world");
    expect(link?.targetRange.start.line).toBeGreaterThan(header);
  });

  it("is in the prompt where that says it, and nowhere where nothing is like it", async () => {
    const invented = "Zebras juggle xylophones quietly while bishops hum";
    const text = `@sample profile=rm-r1
@user
Which is the tallest mountain of the whole world?
@response_a
Mount Everest.
@response_b
K2, I think.
@completion
<eval><quote_A>tallest mountain of the whole world</quote_A> and <quote_B>${invented}</quote_B></eval>
<answer>[[A]]</answer>
`;
    const uri = await open(text);
    const [link] = await definitions(text, uri, "tallest", "<eval>");
    expect(link?.targetRange.start).toEqual({ line: 2, character: 13 });
    expect(await definitions(text, uri, "Zebras")).toEqual([]);
    expect(await definitions(text, uri, "Mount Everest")).toEqual([]);
  });

  it("is on the exact characters of a JSON file, and in the record that is read as a trace", async () => {
    const uri = await open(log, "json");
    expect(await definition(log, uri, "Blot it, do not rub.</quote_A>")).toEqual(["Blot it, do not rub."]);
    const record = await client.ask(recordRequest, { uri, record: 0 });
    const shown = `${recordScheme}:/tmp/judge-log.json/1.trace?0&${uri}`;
    const text = record?.text ?? "";
    await client.open(shown, text);
    const [link] = await definitions(text, shown, "Just wash it hot.</quote_B>");
    expect(link?.targetUri).toBe(shown);
    expect(link && textAt(text, link.targetSelectionRange)).toBe("Just wash it hot.");
    expect(link && textAt(text, { ...link.targetRange, start: { ...link.targetRange.start, character: 0 } })).toBe(
      "Just wash it hot.",
    );
  });

  it("crosses the escapes of a JSON string", async () => {
    const answers = '<eval><quote_A>He said "no" to\nall of it \u{1f600}</quote_A></eval>\n<answer>[[A]]</answer>';
    const chosen = 'First.\n\tHe said "no" to all of it \u{1f600}, twice.';
    const text = `${JSON.stringify({ text_chosen: chosen, text_rejected: "Yes.", results: 1, answers })}\n`;
    const uri = await open(text, "jsonl");
    const [found] = await definition(text, uri, "to\\nall");
    expect(found).toMatch(/^He said \\"no\\" to all of it /);
    expect(JSON.parse(`"${found ?? ""}"`)).toBe('He said "no" to all of it \u{1f600}');
  });

  it("is a plain location for clients that know no links", async () => {
    const plain = await TestClient.start({ capabilities: {} });
    try {
      const uri = "file:///tmp/plain.trace";
      await plain.open(uri, quotes);
      const position = positionOf(quotes, "The capital of Australia is Sydney</quote_B>");
      const [found] = await plain.request<Location[]>("textDocument/definition", uri, { position });
      expect(found?.uri).toBe(uri);
      expect(found && textAt(quotes, found.range)).toBe("The capital of Australia is Sydney");
    } finally {
      await plain.stop();
    }
  });

  it("follows an edit of the response", async () => {
    const uri = await open(quotes);
    const start = positionOf(quotes, "is Sydney, which");
    await client.change(uri, 2, { range: { start, end: start }, text: "\n\n" });
    const now = quotes.split("\n");
    const line = now[start.line] ?? "";
    now[start.line] = `${line.slice(0, start.character)}\n\n${line.slice(start.character)}`;
    const text = now.join("\n");
    // White space apart, the words are still there.
    const [link] = await definitions(text, uri, "The capital of Australia is Sydney</quote_B>");
    expect(link && textAt(text, link.targetSelectionRange)).toMatch(/^The capital of Australia i\n\ns Sydney$/);
  });
});

describe("the definition of a criterion", () => {
  it("is the rubric's item that the sentence takes up, the one that the word names", async () => {
    const uri = await open(quotes);
    const [link, ...more] = await definitions(quotes, uri, "Completeness: <summary_A>");
    expect(more).toEqual([]);
    expect(link && textAt(quotes, link.targetSelectionRange)).toBe("Completeness");
    expect(link && textAt(quotes, link.targetRange)).toContain("(25%): Are both parts of the question answered?");
    expect(await definitions(quotes, uri, "Overall, Response A")).toEqual([]);
  });
});

describe("the hover", () => {
  it("on a rubric's item tells its weight and where the evaluation takes it up", async () => {
    const uri = await open(example("judge", "rubric-shapes.trace"));
    const text = example("judge", "rubric-shapes.trace");
    const found = await hover(text, uri, "Accuracy (6 points)");
    expect(found).toContain("**Accuracy**: weight 6 points, that is 60 % of all weights of the rubric");
    const line = text.slice(0, text.indexOf("1. Accuracy:", text.indexOf("(6 points)"))).split("\n").length;
    expect(found).toContain(`[line ${line}](${uri}#L${line},1): 1\\. Accuracy`);
    expect(await hover(text, uri, "Accuracy (60%)")).toContain("**Accuracy**: weight 60 %");
  });

  it("on a quote tells how nearly it is literal, and the words", async () => {
    const uri = await open(quotes);
    expect(await hover(quotes, uri, "The capital of Australia is Sydney</quote_B>")).toContain("literal, character");
    const altered = await hover(quotes, uri, "built from 1913 onwards");
    expect(altered).toMatch(/not quite the words of the response \(9\d % alike\)/);
    expect(altered).toMatch(/^Response A, \[line 40\]\(.*#L40,1\): It was built from 1913 on as a compromise/m);
    const misattributed = await hover(quotes, uri, "has the most famous opera house in the world</quote_A>");
    expect(misattributed).toContain("words of response B, not of A");
    expect(await hover(quotes, uri, "Canberra was chosen by a vote")).toContain("neither response says this");
  });

  it("shows words of the trace as words, whatever they hold", async () => {
    const evil = "![x](https://example.org/x.png) <img src=x> [go](command:evil)";
    const text = `@sample profile=rm-r1\n@response_a\n${evil}\n@response_b\nNo.\n@completion\n<eval><quote_A>${evil}</quote_A></eval>\n<answer>[[A]]</answer>\n`;
    const found = await hover(text, await open(text), "go](command:evil)</quote_A>");
    expect(found).toContain("literal, character");
    expect(found).not.toMatch(/[^\\]!\[|[^\\]\]\((?!file:)|[^\\]</);
  });
});

describe("hints and lenses", () => {
  it("put normalised weights behind those that do not say their share", async () => {
    const text = example("judge", "rubric-shapes.trace");
    const uri = await open(text);
    const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
    const hints = await client.request<InlayHint[]>("textDocument/inlayHint", uri, { range });
    const lines = text.split("\n");
    const shown = hints.map(
      ({ position, label }) => `${lines[position.line]?.slice(0, position.character)}|${label as string}`,
    );
    // Nothing stands behind those that are percentages already, even if they are 33 % three times.
    expect(shown).toEqual([
      "**Accuracy (Weight: 0.6)|= 60 %",
      "**Clarity (Weight: 0.4)|= 40 %",
      "- Accuracy (6 points)|= 60 %",
      "- Clarity (4 points)|= 40 %",
    ]);
  });

  it("say verdict, gold, reward, and which readings differ", async () => {
    const reasoning =
      "@sample profile=rm-r1 gold=A\n@completion\n<eval>[[B]] is not it.</eval>\n<answer> [[A]] </answer>\n";
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", await open(reasoning));
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      "Verdict A · gold A · reward −1 · readings differ: train none, eval both",
    ]);
  });
});
