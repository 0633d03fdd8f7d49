import { describe, expect, it } from "vitest";
import { AuditedFile } from "../../../server/core/audit/auditedFile";
import { dialects } from "../../../server/core/dialects/data";
import type { Dialect } from "../../../server/core/dialects/marks";
import { readDialect } from "../../../server/core/dialects/read";
import { writeCalls } from "../../../server/core/dialects/write";
import { fixRecord } from "../../../server/core/fixing/fixRecord";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { strictAuditor } from "../../support/strictAuditor";
import { answerIn, isFlat, tools } from "./texts";

const auditor = strictAuditor();
const chat = formatOf("chat", "jsonl");
const call = { name: "book_table", arguments: { place: "Paris", guests: 4 } };

function textIn(dialect: Dialect): string {
  return isFlat(dialect) ? answerIn(dialect, [call]) : writeCalls(dialect, [call]);
}

/** What is told of a text, apart from information, and what `fix --safe` makes of it. */
function audited(dialect: Dialect, content: string, more: object = {}): { told: readonly string[]; fixed: string } {
  const messages = [
    { role: "user", content: "A table?" },
    { role: "assistant", content },
  ];
  const listed = tools.map((tool) => ({ type: "function", function: tool }));
  const text = JSON.stringify({ messages, tools: listed, ...more });
  const file = new AuditedFile(auditor, chat, text, {
    profile: neutralProfile(dialect.id),
    reason: "the test says so",
  });
  const [record] = file.records;
  const findings = record?.samples[0]?.findings ?? [];
  const fixed = fixRecord(file, record!, { safeOnly: true, groundTruth: false });
  const after = JSON.parse(fixed.text) as { messages: readonly { content: string }[] };
  return {
    told: findings.filter(({ severity }) => severity !== "information").map(({ rule }) => rule),
    fixed: after.messages[1]!.content,
  };
}

/** From where to where a text breaks off inside something: its reasoning, and its call up to the first value's end. */
function unfinished(dialect: Dialect, text: string): readonly (readonly [number, number])[] {
  const { reasoningPlaces, calls } = readDialect(text, dialect, { tools });
  const [first] = calls;
  const value = first?.arguments[0]?.valuePlace;
  const inside = reasoningPlaces.map(({ start, end }) => [start + 1, end] as const);
  return first === undefined || value === undefined ? inside : [...inside, [value.start + 1, value.end - 1]];
}

describe("texts that break off", () => {
  it.each(dialects.map((dialect) => [dialect.id, dialect] as const))("are told as such, and left: %s", (_, dialect) => {
    const text = textIn(dialect);
    const inside = unfinished(dialect, text);
    for (let length = 1; length < text.length; length++) {
      const cut = text.slice(0, length);
      const { told, fixed } = audited(dialect, cut);
      const isInside = inside.some(([start, end]) => start <= length && length <= end);
      if (isInside) expect([cut, told]).toEqual([cut, ["cut-off"]]);
      if (!told.includes("cut-off")) continue;
      expect([cut, told]).toEqual([cut, ["cut-off"]]);
      expect(fixed).toBe(cut);
    }
  });

  it("are no cut where the record says that the model ended by itself", () => {
    for (const dialect of dialects) {
      const text = textIn(dialect);
      for (const [start, end] of unfinished(dialect, text)) {
        const { told } = audited(dialect, text.slice(0, (start + end) >> 1), { finish_reason: "stop" });
        expect([dialect.id, told]).toEqual([dialect.id, told.filter((rule) => rule !== "cut-off")]);
      }
    }
  });
});
