import { describe, expect, it } from "vitest";
import { neutralProfile } from "../../../server/core/profiles/neutral";
import { repeatedText } from "../../../server/core/rules/prose/repeated-text";
import { audit, expectFindings, profileNamed, sample } from "./harness";

const sentence = "I count the boats again to be sure of their number. ";

/** What is found in a text: each unit with its count. */
function found(completion: string, asked = "How many?", profile = neutralProfile()): string[] {
  const turns = [{ role: "user", text: asked }] as const;
  return audit([repeatedText], sample({ completion, turns }), profile).map(
    ({ message }) => /^(".*") stands here (\d+) times/.exec(message)?.slice(1).join(" × ") ?? message,
  );
}

describe("repeated-text", () => {
  it("tells a loop of a sentence, of a few words, of a long passage", () => {
    expect(found(`Well. ${sentence.repeat(8)}`)).toEqual([`"${sentence.trim()}" × 8`]);
    expect(found(`So ${"wait a moment, ".repeat(30)}`)).toEqual(['"wait a moment," × 30']);
    const passage = Array.from({ length: 160 }, (_, i) => `word${i}`).join(" ");
    expect(found(`${passage} ${passage} ${passage}`)).toHaveLength(1);
    expect(found(`The formula is ${"H 2O + ".repeat(250)}`)).toEqual(['"H 2O +" × 250']);
    expect(found(`答案是${"让我再想一想这个问题。".repeat(20)}`)).toHaveLength(1);
  });

  it("marks the loop, and nothing before and behind it", () => {
    const loop = sentence.repeat(8).trim();
    expectFindings(
      repeatedText,
      `
      <think> Well. ${loop} So seven. </think>
                    ${"^".repeat(loop.length)} warning repeated-text: 8 times
      <response> Seven. </response>
      `,
    );
  });

  it("stays silent on text that says little again, and on tables, code, quotes and calls", () => {
    expect(found(sentence.repeat(3))).toEqual([]);
    const passage = Array.from({ length: 160 }, (_, i) => `word${i}`).join(" ");
    expect(found(`${passage} ${passage}`)).toEqual([]);
    expect(found("| 0 | 1 | 0 | 1 |\n".repeat(40))).toEqual([]);
    expect(found("-".repeat(3000))).toEqual([]);
    const list = Array.from({ length: 60 }, (_, i) => `Step ${i}: I check the next boat and note its number.`);
    expect(found(list.join("\n"))).toEqual([]);
    expect(found(`\`\`\`\n${"row of the table\n".repeat(60)}\`\`\`\n`)).toEqual([]);
    const call = `<tool_call>\n{"name": "say", "arguments": {"text": "${sentence.repeat(20)}"}}\n</tool_call>`;
    expect(found(call, "Say it.", profileNamed("hermes"))).toEqual([]);
  });

  it("takes rows of data for no loop, unless the text breaks off in them", () => {
    const rows = [
      "| Monday | closed | closed | closed |\n",
      "harbour,closed,closed\n",
      "harbour;closed;12\n",
      "harbour\tclosed\t12\n",
      "[INFO] 12:00 worker: connection to the harbour was tried again.\n",
      "tests/harbour.test.ts ... ok\n",
      "PASS harbour opens at noon\n",
      "    boats.append(harbour)\n",
      "- closed\n",
      "Row, row, row your boat\n",
      "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
      "~~~ ~~ ^^ __ -- || ## ++\n",
      '  {"harbour": "closed"},\n',
      "| a table row with a long sentence in its only cell |\n| --- |\n",
    ];
    for (const row of rows) {
      const table = `The table:\n\n${row.repeat(90)}`;
      expect(found(`${table}\nThat is all.`), row).toEqual([]);
      expect(found(table), row).toEqual([]);
      const turns = [{ role: "user", text: "Show it." }] as const;
      const cut = sample({ completion: table, turns, attributes: { finishReason: "length" } });
      const isLong = row.repeat(90).split(/\s+/).length > 520;
      const isLoop = isLong || /\p{L}{3}/u.test(row);
      expect(audit([repeatedText], cut, neutralProfile()), row).toHaveLength(isLoop ? 1 : 0);
    }
    expect(found(`The list: [${"0, ".repeat(900)}0]`)).toEqual([]);
    expect(found(`The list: [${'"closed", '.repeat(90)}"closed"]`)).toEqual([]);
    // On one line, without an end, it is no list; and a sentence a line is no row.
    expect(found(`The digits: ${"0 ".repeat(900)}`)).toHaveLength(1);
    for (const line of [
      "Wait.\n",
      "I count the boats of the harbour again\n",
      "So it is 7, no, it is 8.\n",
      "- I see.\n\n",
    ]) {
      expect(found(`So:\n${line.repeat(90)}\nDone.`), line).toHaveLength(1);
    }
  });

  it("is told of a loop in which a trace is cut off", () => {
    expect(found(`<think>${"so we add them, ".repeat(60)}`, "Which?", profileNamed("think-answer"))).toHaveLength(1);
  });

  it("takes a quote that is never closed for the judge's own words", () => {
    const quote = `<eval><quote_A>${"H 2O + ".repeat(250)}`;
    expect(found(quote, "Which?", profileNamed("rm-r1"))).toHaveLength(1);
    expect(found(`${quote}</quote_A></eval>`, "Which?", profileNamed("rm-r1"))).toEqual([]);
  });

  it("stays silent where the user asks for repetition", () => {
    expect(found(sentence.repeat(20), "Write the sentence 20 times.")).toEqual([]);
    expect(found(sentence.repeat(20), "Repeat after me.")).toEqual([]);
  });
});
