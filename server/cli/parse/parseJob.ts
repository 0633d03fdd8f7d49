import { crashed } from "../../core/engine/auditRecord";
import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import { parseRecord, type ParsedTrace } from "../../core/engine/parseRecord";
import type { UnreadableRecord } from "../../core/engine/results";
import { readingText } from "../../core/readings/readingText";
import { printableLine, printableJson, withoutCommands } from "../../core/text/printable";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import { Setups } from "../audit/setup";
import { ansiColours, noColours, type Colours } from "../output/colours";
import { isPassedOver, placedError } from "../output/placedError";
import { LinePerLine } from "../output/linePerLine";
import { startConverting } from "./convertJob";
import { addCounts, noCounts, type ParseAnswer, type ParseSettings } from "./job";
import { parseLine } from "./lines";

type Parsed = ParsedTrace | UnreadableRecord;

/** Makes the function that parses batches, one after the other; the same in the main thread and in a worker. */
export function startParsing(settings: ParseSettings): Runner<BatchOfFile, ParseAnswer> {
  if (settings.to !== undefined) return startConverting(settings, settings.to);
  let messages: string[] = [];
  const setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => messages.push(line));
  const colours = settings.hasColours ? ansiColours : noColours;
  const { idField, readers } = settings;
  return async (job, atRecord) => {
    const { auditor } = await setups.of(job.path);
    const by = readByOf(job, auditor);
    const zipped = settings.linePerLine ? new LinePerLine(job.file, job.batch) : undefined;
    const lines: string[] = [];
    let counts = noCounts;
    for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
      const results =
        deadly === undefined
          ? parseRecord(job.file, record, by, { idField, readers })
          : [crashed(job.file, record, deadly)];
      for (const result of results) {
        counts = addCounts(counts, countsOf(result));
        if (isFailed(result)) messages.push(placedError(result));
      }
      if (settings.format === "text") lines.push(...results.map((result) => textOf(result, colours)));
      else if (zipped === undefined) lines.push(...results.map((result) => printableJson(parseLine(result))));
      else zipped.add(record.index, record.line, results.map(parseLine).map(printableJson));
    }
    const said = messages;
    messages = [];
    const text = (zipped?.whole() ?? lines).map((line) => `${line}\n`).join("");
    return { text: Buffer.from(text), counts, messages: said };
  };
}

function countsOf(result: Parsed): Partial<typeof noCounts> {
  if (result.kind === "unreadable") return { unread: 1, crashed: isFailed(result) ? 1 : 0 };
  return { traces: 1, unknown: result.dialect === undefined ? 1 : 0 };
}

/** Was the record not read, though it may be valid? */
function isFailed(result: Parsed): result is UnreadableRecord {
  return result.kind === "unreadable" && isPassedOver(result.error);
}

/** For people: a paragraph for each trace. */
function textOf(result: Parsed, colours: Colours): string {
  if (result.kind === "unreadable") return withoutCommands(`${colours.bold(printableLine(placedError(result)))}\n`);
  const { file, record, trace, id } = result;
  const name = id === undefined ? "" : ` (${id})`;
  const heading = colours.bold(printableLine(`${file}: record ${record}, trace ${trace}${name}`));
  const lines = readingText(result, ({ range: { start } }) => `${start.line + 1}:${start.character + 1}`);
  return withoutCommands(`${heading}\n${lines.map((line) => `  ${line}\n`).join("")}`);
}
