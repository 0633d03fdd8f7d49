import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
  DocumentHighlight,
  LinkedEditingRanges,
  Position,
  Range,
  SelectionRange,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TestClient } from "./support/testClient";

let client: TestClient;
let opened = 0;
beforeAll(async () => {
  client = await TestClient.start({ settings: { profiles: { "*": "toolrl" } } });
});
afterAll(async () => {
  await client.stop();
});

interface Opened {
  readonly uri: string;
  readonly text: string;
  readonly position: Position;
}

/** Opens a text whose `|` marks the cursor. */
async function openAtCursor(marked: string, name = "trace"): Promise<Opened> {
  const offset = marked.indexOf("|");
  const before = marked.slice(0, offset).split("\n");
  const uri = `file:///tmp/tags-${++opened}.${name}`;
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  await client.open(uri, text, 1, name);
  return { uri, text, position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

/** The words that ranges cover, with where they begin: `0:0 <think>`. */
function words(text: string, ranges: readonly Range[]): string[] {
  const lines = text.split("\n");
  return ranges.map(({ start, end }) => {
    const covered =
      start.line === end.line
        ? (lines[start.line] ?? "").slice(start.character, end.character)
        : [
            (lines[start.line] ?? "").slice(start.character),
            ...lines.slice(start.line + 1, end.line),
            (lines[end.line] ?? "").slice(0, end.character),
          ].join("\n");
    return `${start.line}:${start.character} ${covered}`;
  });
}

async function highlights(marked: string, name?: string): Promise<string[]> {
  const { uri, text, position } = await openAtCursor(marked, name);
  const found = await client.request<DocumentHighlight[]>("textDocument/documentHighlight", uri, { position });
  return words(
    text,
    found.map(({ range }) => range),
  );
}

async function linked(marked: string): Promise<string[] | null> {
  const { uri, text, position } = await openAtCursor(marked);
  const found = await client.request<LinkedEditingRanges | null>("textDocument/linkedEditingRange", uri, { position });
  return found && words(text, found.ranges);
}

async function renamed(marked: string, newName: string, name?: string): Promise<string> {
  const { uri, text, position } = await openAtCursor(marked, name);
  await client.request("textDocument/prepareRename", uri, { position });
  const edit = await client.request<WorkspaceEdit>("textDocument/rename", uri, { position, newName });
  const lines = text.split("\n");
  for (const { range, newText } of [...(edit.changes?.[uri] ?? [])].reverse()) {
    const line = lines[range.start.line] ?? "";
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  }
  return lines.join("\n");
}

async function selections(marked: string): Promise<string[]> {
  const { uri, text, position } = await openAtCursor(marked);
  const [innermost] = await client.request<SelectionRange[]>("textDocument/selectionRange", uri, {
    positions: [position],
  });
  const ranges: Range[] = [];
  for (let at = innermost; at !== undefined; at = at.parent) ranges.push(at.range);
  return words(text, ranges).map((each) => each.replace(/^\S+ /, ""));
}

const nested = "<think> within <tool_call> tags </think>\n<response> a </response>\n";

describe("highlights", () => {
  it("show the opener and the closer that belong together", async () => {
    expect(await highlights("<th|ink> a </think>\n<response> a </response>")).toEqual(["0:0 <think>", "0:10 </think>"]);
    expect(await highlights("<think> a </thi|nk>\n<response> a </response>")).toEqual(["0:0 <think>", "0:10 </think>"]);
    expect(await highlights("<think>a</think>\n<resp|onse> a </response>\n<response> b </response>")).toEqual([
      "1:0 <response>",
      "1:13 </response>",
    ]);
  });

  it("show a tag alone that has no counterpart", async () => {
    expect(await highlights("<thi|nk> a\n<response> a </response>")).toEqual(["0:0 <think>"]);
    expect(await highlights("<think> a </think>\n<response> a </response>\n</tool|_call>")).toEqual([
      "2:0 </tool_call>",
    ]);
  });

  it("are none beside tags and on a tag that is only mentioned", async () => {
    expect(await highlights(nested.replace("within", "wit|hin"))).toEqual([]);
    expect(await highlights(nested.replace("<tool", "<to|ol"))).toEqual([]);
  });

  it("pair tags that no profile knows", async () => {
    expect(await highlights("<think> a </think>\n<repl|y> a </reply>")).toEqual(["1:0 <reply>", "1:10 </reply>"]);
  });

  it("stand on the exact characters of a JSON record", async () => {
    const marked = `{"input": "a\\n", "output": "<th|ink> a </think>\\n<response> \\"a\\" </response>", "gts": "b", "score": 1.0, "step": 1}\n`;
    expect(await highlights(marked, "jsonl")).toEqual([
      `0:${marked.indexOf("<th|ink>")} <think>`,
      `0:${marked.indexOf("</think>") - 1} </think>`,
    ]);
  });
});

describe("linked editing", () => {
  it("types in both names where both are alike", async () => {
    expect(await linked("<th|ink> a </think>")).toEqual(["0:1 think", "0:12 think"]);
    expect(await linked("<think> a </think|>")).toEqual(["0:1 think", "0:12 think"]);
    expect(await linked("<think> a </think>\n<|reply> a </reply>")).toEqual(["1:1 reply", "1:12 reply"]);
  });

  it("leaves alone what is no pair of equal names", async () => {
    expect(await linked("<thi|nk> a </thinking>\n<response> a </response>")).toBeNull();
    expect(await linked("<thi|nk> a")).toBeNull();
    expect(await linked("|<think> a </think>")).toBeNull();
    expect(await linked("<think> a| </think>")).toBeNull();
    expect(await linked(nested.replace("<tool", "<to|ol"))).toBeNull();
  });
});

describe("rename", () => {
  it("gives opener and closer the new name together", async () => {
    expect(await renamed("<th|ink> a </think>\n<response> b </response>", "plan")).toBe(
      "<plan> a </plan>\n<response> b </response>",
    );
    expect(await renamed("<think> a </thi|nking>\n<response> b </response>", "think")).toBe(
      "<think> a </think>\n<response> b </response>",
    );
    expect(await renamed("<th|ink> a\n<response> b </response>", "plan")).toBe("<plan> a\n<response> b </response>");
    expect(await renamed('<think id="1"> a </th|ink>', "plan")).toBe('<plan id="1"> a </plan>');
  });

  it("is refused, with the reason, where there is no tag to rename", async () => {
    await expect(renamed(nested.replace("within", "wit|hin"), "x")).rejects.toThrow(/Only a tag/);
    await expect(renamed(nested.replace("<tool", "<to|ol"), "x")).rejects.toThrow(/only speaks about/);
    const record = `{"input": "a", "output": "<th|ink> a </think>", "gts": "b", "score": 1.0, "step": 1}\n`;
    await expect(renamed(record, "x", "jsonl")).rejects.toThrow(/Open the record as a trace/);
    expect(client.log).toEqual([]);
  });

  it("takes no name that would be no tag's", async () => {
    for (const name of ["", "a b", "<x>", "x>", "1a", "é"]) {
      await expect(renamed("<th|ink> a </think>", name)).rejects.toThrow(/cannot be a tag's name/);
    }
  });
});

describe("selection ranges", () => {
  const sample = `@sample id=a profile=toolrl
@user
q
@completion
<think> One two. </think>
<tool_call>
{"name": "f", "parameters": {"city": "New York", "days": [1, 23]}}
{"name": "g", "parameters": {}}
</tool_call>`;
  const call = '{"name": "f", "parameters": {"city": "New York", "days": [1, 23]}}';
  const calls = `${call}\n{"name": "g", "parameters": {}}`;
  const block = `<tool_call>\n${calls}\n</tool_call>`;
  const trace = `<think> One two. </think>\n${block}`;

  it("go from the word over JSON values, call, content and block to the sample", async () => {
    expect(await selections(sample.replace("New York", "New Yo|rk"))).toEqual([
      "York",
      "New York",
      '"New York"',
      '"city": "New York"',
      '{"city": "New York", "days": [1, 23]}',
      '"parameters": {"city": "New York", "days": [1, 23]}',
      call,
      calls,
      `\n${calls}\n`,
      block,
      trace,
      `@completion\n${trace}`,
      sample,
    ]);
  });

  it("go from a number over its array", async () => {
    expect((await selections(sample.replace("23]", "2|3]"))).slice(0, 4)).toEqual([
      "23",
      "[1, 23]",
      '"days": [1, 23]',
      '{"city": "New York", "days": [1, 23]}',
    ]);
  });

  it("go in prose from the word over the content", async () => {
    expect(await selections(sample.replace("two", "tw|o"))).toEqual([
      "two",
      "One two.",
      " One two. ",
      "<think> One two. </think>",
      trace,
      `@completion\n${trace}`,
      sample,
    ]);
  });

  it("go on a tag from its name over the tag to the block", async () => {
    expect((await selections(sample.replace("</tool", "</to|ol"))).slice(0, 3)).toEqual([
      "tool_call",
      "</tool_call>",
      block,
    ]);
  });

  it("are asked for several cursors at once, and there is one answer for each", async () => {
    const { uri } = await openAtCursor(`${sample}|`);
    const positions = [0, 2, 6, 99].map((line) => ({ line, character: 1 }));
    const found = await client.request<SelectionRange[]>("textDocument/selectionRange", uri, { positions });
    expect(found).toHaveLength(4);
  });

  it("are not given in JSON files, whose own are better", async () => {
    const record = `{"input": "a", "output": "<th|ink> a </think>", "gts": "b", "score": 1.0, "step": 1}\n`;
    const { uri, position } = await openAtCursor(record, "jsonl");
    expect(await client.request("textDocument/selectionRange", uri, { positions: [position] })).toBeNull();
  });
});
