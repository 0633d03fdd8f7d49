import { minified } from "../json/minified";
import { readJson } from "../json/readJson";
import type { RecordFormat, RecordProblem, RecordSurroundings } from "../model/record";
import type { Sample } from "../model/sample";
import { isObject, parseJson } from "../records/json/jsonField";
import { formatOf } from "../records/reading/recogniseFile";
import { dataSetTruth, usualTruth } from "../records/fields/givenTruth";
import { recogniseRecords } from "../records/reading/recogniseRecords";
import { withoutByteOrderMark } from "../text/byteOrderMark";
import { onOneLine } from "./onOneLine";
import { recordLines } from "./recordLines";
import { leftBehind } from "./leftBehind";
import { withCallsIn, type CallsIn } from "./plainSamples";
import type { Target } from "./target";
import { repeatedKeys } from "./repeatedKeys";
import { fieldWords, repeatedWords, UnheldFields } from "./unheldFields";

/** A record in another format. */
export interface ConvertedRecord {
  /** With its line ends. Empty if the record cannot be read. */
  readonly text: string;
  /** What the format has no place for, by kind, for people. Empty if nothing of the record is lost. */
  readonly leftBehind: readonly string[];
  /** Why nothing could be read. */
  readonly problems: readonly RecordProblem[];
}

/**
 * Writes a file's records in another format. What is lost is observed: each record is read again as it was written, and
 * what its samples do not hold is looked for in the record itself. Fields that they do not hold go into the target's
 * record where it can have them.
 */
export class RecordConverter {
  private readonly unheld: UnheldFields;
  /** Reads a row of columns. */
  private readonly rowFormat: RecordFormat | undefined;

  /** @param calls the dialect that the model's calls are written in; undefined leaves them as they are */
  constructor(
    private readonly format: RecordFormat,
    private readonly target: Target,
    private readonly calls?: CallsIn,
  ) {
    const { container, holdsSeveral } = format;
    const isOfRows = container === "column-lines" || (container === "columns" && holdsSeveral !== true);
    this.rowFormat = isOfRows ? formatOf(format.id, "jsonl") : undefined;
    this.unheld = new UnheldFields(this.rowFormat ?? format);
  }

  convert(text: string, index: number, around?: RecordSurroundings): ConvertedRecord {
    const { rowFormat } = this;
    const rows = rowFormat && recordLines(text, this.format);
    if (rowFormat === undefined || rows === undefined) return this.one(this.format, text, index, around);
    const converted = rows.map((row, i) => this.one(rowFormat, row, index + i));
    return {
      text: converted.map((each) => each.text).join(""),
      leftBehind: converted.flatMap((each) => each.leftBehind),
      problems: converted.flatMap((each) => each.problems),
    };
  }

  private one(format: RecordFormat, text: string, index: number, around?: RecordSurroundings): ConvertedRecord {
    const { samples, problems } = format.read(text, index, around);
    if (samples.length === 0) return { text: "", leftBehind: [], problems };
    const same = this.asItIs(format, text, problems);
    if (same !== undefined) return { text: same, leftBehind: [], problems };
    const { text: plain, leftBehind: lost } = convertSamples(samples, this.target, this.calls);
    if (format.container === "trace") return { text: plain, leftBehind: lost, problems };
    const { text: written, renamed } = this.withItsName(plain, text);
    const unheld = this.unheld.of(text);
    const isOne = samples.every(({ record }) => record === samples[0]?.record);
    const added = isOne ? this.withFields(written, text, unheld.whole) : { text: written, left: unheld.whole };
    const left = [
      ...lost,
      ...renamed,
      ...unheld.told,
      ...added.left.map((name) => fieldWords([name])),
      ...repeatedKeys(text).map(repeatedWords),
    ];
    return { text: added.text, leftBehind: left, problems };
  }

  /** A record of the target's own format, whose every field may stay. */
  private asItIs(format: RecordFormat, text: string, problems: readonly RecordProblem[]): string | undefined {
    const isOwn = format.id === this.target.id && this.calls === undefined;
    if (!isOwn || problems.some(({ code }) => code === "other-format")) return undefined;
    const whole = withoutByteOrderMark(text);
    if (format.container !== "trace") return `${onOneLine(whole)}\n`;
    return whole.endsWith("\n") ? whole : `${whole}\n`;
  }

  /**
   * The written record with the ground truth under the name that the record gives it, where the target reads that too:
   * a trainer's reward asks for its column by name. If it does not, the new name is told.
   */
  private withItsName(written: string, given: string): { readonly text: string; readonly renamed: readonly string[] } {
    const name = dataSetTruth;
    const record = given.includes(`"${name}"`) ? membersOf(given) : undefined;
    const value = record?.get(name);
    if (value === undefined || record?.has(usualTruth) === true) return { text: written, renamed: [] };
    const renamed = [`the name of the field \`${name}\`: the ground truth is written as this format names it`];
    const { before, last } = lastLineOf(written);
    const own = membersOf(last);
    if (own?.has(usualTruth) !== true || own.has(name)) return { text: written, renamed };
    const members = [...own].map(([key, text]) => (key === usualTruth ? [name, value] : [key, text]));
    const more = `{${members.map(([key, text]) => `${JSON.stringify(key)}: ${text ?? ""}`).join(", ")}}\n`;
    return this.isReadAlike(last, more) ? { text: before + more, renamed: [] } : { text: written, renamed };
  }

  /** The written record with fields that no sample holds, and the names of those that it cannot have. */
  private withFields(
    written: string,
    given: string,
    names: readonly string[],
  ): { readonly text: string; readonly left: readonly string[] } {
    const record = this.target.holdsFields === true && names.length > 0 ? membersOf(given) : undefined;
    if (record === undefined || !written.endsWith("}\n")) return { text: written, left: names };
    const all = this.added(written, record, names);
    if (all !== undefined) return { text: all, left: [] };
    // One of them means something to the format.
    let text = written;
    const left: string[] = [];
    for (const name of names) {
      const more = this.added(text, record, [name]);
      if (more === undefined) left.push(name);
      else text = more;
    }
    return { text, left };
  }

  /** Adds fields to the last line; undefined if it would then be read in another way, or as another format. */
  private added(written: string, record: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
    const { before, last } = lastLineOf(written);
    const own = parseJson(last);
    if (!isObject(own) || names.some((name) => Object.hasOwn(own, name))) return undefined;
    const fields = names.map((name) => `, ${JSON.stringify(name)}: ${record.get(name) ?? "null"}`);
    const more = `${last.slice(0, -2)}${fields.join("")}}\n`;
    return this.isReadAlike(last, more) ? before + more : undefined;
  }

  /** Is a line with other fields still a record of the same format, whose samples hold as much? */
  private isReadAlike(line: string, changed: string): boolean {
    return (
      recogniseRecords(changed)?.format === recogniseRecords(line)?.format &&
      leftBehind(this.target.read(line), this.target.read(changed)).length === 0
    );
  }
}

/** The last line of what was written, with its end, and what stands before it. */
function lastLineOf(written: string): { readonly before: string; readonly last: string } {
  const start = written.lastIndexOf("\n", written.length - 2) + 1;
  return { before: written.slice(0, start), last: written.slice(start) };
}

/**
 * The members of a JSON object, each value as written: a number that no double holds, `1.0` and NaN stay what they are.
 * Of a key that is there more than once, the last counts, as everywhere.
 */
function membersOf(text: string): ReadonlyMap<string, string> | undefined {
  const whole = withoutByteOrderMark(text);
  const read = readJson(whole);
  if (!read.ok || read.node.type !== "object") return undefined;
  return new Map(
    read.node.members.map(({ key, value }) => [key.value, minified(whole.slice(value.span.start, value.span.end))]),
  );
}

/**
 * Writes a record's samples in another format and reads them again; what does not come back is reported as left behind.
 *
 * @param calls the dialect that the model's calls are written in; undefined leaves them as they are
 */
export function convertSamples(
  samples: readonly Sample[],
  target: Target,
  calls?: CallsIn,
): Pick<ConvertedRecord, "text" | "leftBehind"> {
  const { samples: given, kept } = calls === undefined ? { samples, kept: [] } : withCallsIn(calls, samples);
  const text = target.write(given);
  return { text, leftBehind: [...kept, ...leftBehind(given, target.read(text))] };
}
