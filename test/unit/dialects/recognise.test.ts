import { describe, expect, it } from "vitest";
import { dialects } from "../../../server/core/dialects/data";
import { recogniseDialect } from "../../../server/core/dialects/recognise";
import { answerIn, booking, isFlat, listing, tools } from "./texts";

/** Dialects that look like another one on purpose: the other is recognised. */
const twins: Readonly<Record<string, string>> = { "lfm2-json": "lfm2" };

describe("the dialect of a file", () => {
  it.each(dialects.filter(isFlat).map(({ id }) => id))("is told by its marks: %s", (id) => {
    const dialect = dialects.find((one) => one.id === id)!;
    if (dialect.body.kind === "pythonic" && dialect.body.suffix !== undefined) return;
    const texts = [[booking], [booking, listing], [booking]].map((calls) => ({
      text: answerIn(dialect, calls),
      tools,
    }));
    const found = recogniseDialect(texts);
    expect(found?.dialect.id).toBe(twins[id] ?? id);
    expect(found?.reason).toMatch(/^3 of 3 traces hold /);
  });

  it("is the one of most traces", () => {
    const hermes = '<tool_call>\n{"name": "a", "arguments": {}}\n</tool_call>';
    const qwen = "<tool_call>\n<function=a>\n<parameter=b>\n1\n</parameter>\n</function>\n</tool_call>";
    expect(recogniseDialect([hermes, qwen, qwen].map((text) => ({ text })))?.dialect.id).toBe("qwen-xml");
    expect(recogniseDialect([hermes, hermes, qwen].map((text) => ({ text })))).toMatchObject({
      dialect: { id: "hermes" },
      reason: "2 of 3 traces hold <tool_call>",
    });
  });

  it("is told by the prompt first: the template's own words", () => {
    const text = "<tool_call>\n<function=a>\n<parameter=b>\n1\n</parameter>\n</function>\n</tool_call>";
    const prompt =
      'Return calls within <tool_call></tool_call> tags:\n<tool_call>\n{"name": <name>, "arguments": <args>}\n</tool_call>';
    expect(recogniseDialect([{ text, prompt }])).toMatchObject({
      dialect: { id: "hermes" },
      reason: "the prompt holds <tool_call>",
    });
  });

  it("is none where JSON, Markdown or tags are only an answer", () => {
    const texts = [
      '{"total": 3}',
      '{"name": "Ann", "age": 3}',
      "[see](http://example.test/a)",
      "<b>bold</b>",
      "f(x)",
      "[1, 2]",
      '[{"type": "function", "name": "book_table", "description": "Books.", "parameters": {"place": "a"}}]',
    ];
    for (const text of texts) expect(recogniseDialect([{ text, tools }])).toBeUndefined();
  });

  it("is one without marks only where a listed tool is named, or most traces hold such calls", () => {
    const text = '{"name": "book_table", "parameters": {"place": "a"}}';
    expect(recogniseDialect([{ text, tools }])?.dialect.id).toBe("llama-json");
    const other = { text: '{"name": "unheard_of", "parameters": {"place": "a"}}', tools };
    const prose = { text: "No call here.", tools };
    expect(recogniseDialect([other, prose, prose])).toBeUndefined();
    expect(recogniseDialect([other, other, prose])?.dialect.id).toBe("llama-json");
  });
});
