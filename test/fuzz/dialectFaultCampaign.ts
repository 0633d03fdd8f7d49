/** Breaks a well-formed text of each dialect in one place and measures what is found, and what `fix --safe` makes of it. */
import { AuditedFile } from "../../server/core/audit/auditedFile";
import { valuesOf } from "../../server/core/dialects/call";
import { dialects } from "../../server/core/dialects/data";
import type { Dialect } from "../../server/core/dialects/marks";
import { readDialect } from "../../server/core/dialects/read";
import { fixRecord } from "../../server/core/fixing/fixRecord";
import { neutralProfile } from "../../server/core/profiles/neutral";
import { formatOf } from "../../server/core/records/reading/recogniseFile";
import { strictAuditor } from "../support/strictAuditor";
import { prose, thought, tools } from "../unit/dialects/texts";
import { brokenTexts, meantCalls, type BrokenText } from "./dialectFaults";

export interface DialectTally {
  readonly dialect: string;
  tried: number;
  /** Those of them that can be fixed. */
  fixable: number;
  /** Something is told that is no mere information. */
  found: number;
  /** The fixed text is read as the calls that were meant. */
  fixed: number;
  /** A safe fix was made, and the fixed text is read as other calls than those that were meant. */
  wrong: number;
  /** Words outside the calls, or of an argument, that the fix changed. */
  changed: number;
  /** The faults that were not found, not fixed, or fixed with a change. */
  readonly missed: (BrokenText & { readonly why: string; readonly fixed: string })[];
}

const auditor = strictAuditor();
const chat = formatOf("chat", "jsonl");

export function measureDialectFaults(): DialectTally[] {
  return dialects.map((dialect) => {
    const tally: DialectTally = {
      dialect: dialect.id,
      tried: 0,
      fixable: 0,
      found: 0,
      fixed: 0,
      wrong: 0,
      changed: 0,
      missed: [],
    };
    for (const broken of brokenTexts(dialect)) {
      const { isFound, fixed } = fix(broken.text, dialect);
      const isFixed = callsOf(fixed, dialect) === JSON.stringify(meantCalls.map((call) => [call.name, call.arguments]));
      const isChanged = wordsOf(fixed) !== wordsOf(broken.text);
      tally.tried++;
      if (isFound) tally.found++;
      if (broken.isFixable) tally.fixable++;
      if (isFixed && broken.isFixable) tally.fixed++;
      const isWrong = fixed !== broken.text && !isFixed;
      if (isWrong) tally.wrong++;
      if (isChanged) tally.changed++;
      const why = [
        isFound ? "" : "not found",
        isFixed || !broken.isFixable ? "" : "not fixed",
        isWrong ? "wrong" : "",
        isChanged ? "changed" : "",
      ].filter(Boolean);
      if (why.length > 0) tally.missed.push({ ...broken, why: why.join(", "), fixed });
    }
    return tally;
  });
}

function fix(content: string, dialect: Dialect): { readonly isFound: boolean; readonly fixed: string } {
  const messages = [
    { role: "user", content: "A table?" },
    { role: "assistant", content },
  ];
  const listed = tools.map((tool) => ({ type: "function", function: tool }));
  const text = JSON.stringify({ messages, tools: listed });
  const file = new AuditedFile(auditor, chat, text, {
    profile: neutralProfile(dialect.id),
    reason: "the test says so",
  });
  const record = file.records[0]!;
  const findings = record.samples[0]?.findings ?? [];
  const after = JSON.parse(fixRecord(file, record, { safeOnly: true, groundTruth: false }).text) as {
    messages: readonly { content: string }[];
  };
  return {
    isFound: findings.some(({ severity }) => severity !== "information"),
    fixed: after.messages[1]!.content,
  };
}

function callsOf(text: string, dialect: Dialect): string {
  const { calls } = readDialect(text, dialect, { tools });
  return JSON.stringify(calls.map((call) => [call.name, valuesOf(call)]));
}

/** What of the words around the calls, and of the values in them, stands in a text. */
function wordsOf(text: string): string {
  const words = [thought, prose, "book_table", "list_tables", "Turku", "4"];
  return words.map((word) => text.split(word).length).join(" ");
}
