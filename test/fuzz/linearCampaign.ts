/** Hostile files through audit, fix, score, parse and the open document: twice the text is twice the counted work. */
import { AuditedFile } from "../../server/core/audit/auditedFile";
import { parseRecord } from "../../server/core/engine/parseRecord";
import { fixRecord } from "../../server/core/fixing/fixRecord";
import { enclosingSpans } from "../../server/core/ide/enclosing";
import { foldableSpans } from "../../server/core/ide/folding";
import { outlineOf } from "../../server/core/ide/outline";
import { tagPairAt } from "../../server/core/ide/tagPairs";
import { targetsAt } from "../../server/core/ide/targets";
import { tokensOf } from "../../server/core/ide/tokens/recordTokens";
import { sampleRow } from "../../server/core/engine/sampleRow";
import { strictAuditor } from "../support/strictAuditor";
import { countWork } from "../support/work";
import { hostileFile, type HostileFile } from "./hostileTexts";

/** What twice the text may cost: twice, and a little for what is logarithmic. */
const allowedGrowth = 2.3;

/** A fix may audit the text again so many times here; the product's own limit is a number of characters. */
const audits = 6;

/**
 * How many audits of the text a fix may cost, with what it takes to choose fixes; the fixed text may cost some times what
 * the broken one did, whose calls nobody could read. Twice the text may need more tries, so that fixes have no growth of
 * their own.
 */
const allowedAudits = 4 * audits;

/** What is done with a file, after it was read. */
type Path = (file: AuditedFile, text: string) => unknown;

const paths: Readonly<Record<string, Path>> = {
  audit: (file) => file.records.map(({ samples }) => samples.map(({ findings }) => findings)),
  score: (file) =>
    file.records.map(({ samples }) =>
      samples.map((found) => {
        const head = { file: "a", record: 0, trace: 0, id: undefined, checked: true };
        return sampleRow(head, found.sample, found, undefined);
      }),
    ),
  fix: (file, text) =>
    file.records.map((record) =>
      fixRecord(
        file,
        { text: file.textOf(record.span), index: record.index, read: record.read, samples: record.samples },
        { safeOnly: false, groundTruth: true },
        audits * text.length,
      ),
    ),
  parse: ({ auditor, format, profile, records }, text) =>
    records.map(({ index }) =>
      parseRecord(
        "a",
        { text, index, line: 0, character: 0, unfinished: false, tooLong: undefined },
        { auditor, format, profile: profile?.profile, dialect: undefined },
      ),
    ),
  "open document": (file, text) => [
    file.records.map((record) => [outlineOf(record, text), tokensOf(record, text)]),
    [...foldableSpans(file)],
    [0.25, 0.5, 0.99].map((share) => {
      const at = Math.floor(text.length * share);
      return [tagPairAt(file, at), enclosingSpans(file, at), targetsAt(file, at)];
    }),
  ],
};

/** What was counted of a path, and how it breaks the law; undefined if it holds. */
export interface Counted {
  readonly file: string;
  readonly path: string;
  readonly work: number;
  /** The work of twice the text, in works of the text; for fixes, in audits of twice the text. */
  readonly times: number;
  readonly isTooMuch: boolean;
}

/** What each path costs of the hostile file with that number, at so many characters and at twice as many. */
export function* countedWork(seed: number, index: number, length: number): Generator<Counted> {
  const hostile = hostileFile(seed, index);
  // A multiple of the turns that they are divided among.
  const repeats = 8 * Math.ceil(length / hostile.unit / 8);
  const audited = workOf(hostile, "audit", 2 * repeats);
  for (const path of Object.keys(paths)) {
    // What is done a single time is done.
    workOf(hostile, path, repeats / 8);
    const work = workOf(hostile, path, 2 * repeats);
    const isFix = path === "fix";
    const times = work / (isFix ? audited : workOf(hostile, path, repeats));
    yield { file: hostile.kind, path, work, times, isTooMuch: times > (isFix ? allowedAudits : allowedGrowth) };
  }
}

/** Texts that were made: each is marked with its number, as the product knows again what it read last. */
let made = 0;

function workOf({ text: textOf, format, profile: name }: HostileFile, path: string, times: number): number {
  const auditor = strictAuditor();
  const profile = auditor.profileNamed(name);
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  const text = textOf(times, `${1_000_000 + made++} `);
  return countWork(() => {
    const file = new AuditedFile(auditor, format, text, { profile, reason: "a test says so" });
    return paths[path]?.(file, text);
  });
}

/** What breaks the law among the hostile files from one number to another; undefined if all hold. */
export function superlinear(seed: number, from: number, to: number, length: number): string | undefined {
  for (let index = from; index < to; index++) {
    for (const { path, times, isTooMuch, file } of countedWork(seed, index, length)) {
      if (isTooMuch) return `${path} costs ${times.toFixed(2)} times, file ${index} of seed ${seed}, ${file}`;
    }
  }
  return undefined;
}
