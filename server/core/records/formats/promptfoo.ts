import type { JsonField } from "../json/jsonField";
import { attributes, numbersOf } from "../fields/attributes";
import { messagesInText, readPrompt } from "../fields/promptAndCompletion";
import { draft, type FormatReading, type JsonFormat } from "../fields/jsonFormat";
import { failedRequest } from "../fields/failures";
import { readRowsOf } from "../fields/rows";

/** promptfoo's results: one object with all of them, or one per line. The rows of one test are a group. */
export const promptfoo: JsonFormat = {
  id: "promptfoo",
  rank: 310,
  title: "promptfoo result",
  fields: "`prompt.raw`, `response` and `success`",
  origin: { writer: "promptfoo", group: "`testIdx`", reward: "`score`; `namedScores` are components" },
  unit: "rows",
  fits: (record) => {
    const rows = rowsOf(record);
    return rows.length > 0 && rows.every(isResult);
  },
  read: (record) => {
    const rows = rowsOf(record);
    const [only] = rows;
    return only === record ? readResult(record) : readRowsOf(rows, readResult);
  },
};

function rowsOf(record: JsonField): readonly JsonField[] {
  const results = record.get("results");
  return results === undefined ? [record] : (results.get("results") ?? results).items();
}

function isResult(row: JsonField): boolean {
  return (
    row.get("prompt")?.get("raw") !== undefined &&
    (row.first("response", "error") !== undefined || row.get("success") !== undefined)
  );
}

function readResult(row: JsonField): FormatReading {
  const output = row.get("response")?.get("output");
  if (output === undefined) return failedRequest(row, row.get("response")?.get("error") ?? row.get("error"));
  const prompt = row.get("prompt")?.get("raw");
  const finishReason = row.get("response")?.get("finishReason")?.string;
  const text = prompt?.textPart("user");
  const isChat = messagesInText(prompt) !== undefined;
  return {
    samples: [
      draft(output.part("completion"), {
        attributes: attributes({
          id: row.get("id")?.label,
          group: row.get("testIdx")?.label,
          model: row.get("provider")?.get("id")?.string,
          score: row.get("score")?.number,
          components: numbersOf(row.get("namedScores")),
          finishReason,
        }),
        turns: isChat || text === undefined ? readPrompt(prompt) : [{ role: "user", part: text, calls: [] }],
      }),
    ],
  };
}
