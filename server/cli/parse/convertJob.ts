import { dialectOf } from "../../core/dialects/data";
import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import { convertRecord } from "../../core/engine/convertRecord";
import { applyEdits, type TextEdit } from "../../core/text/edits";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import { Setups } from "../audit/setup";
import { placesIn } from "../run/placesInBatch";
import { addCounts, noCounts, type ParseAnswer, type ParseSettings } from "./job";

/**
 * Makes the function that rewrites the calls of batches in another dialect; everything else stays the same, byte for
 * byte.
 */
export function startConverting(settings: ParseSettings, to: string): Runner<BatchOfFile, ParseAnswer> {
  let messages: string[] = [];
  const setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => messages.push(line));
  const wanted = dialectOf(to);
  return async (job, atRecord) => {
    if (wanted === undefined) throw new Error(`There is no dialect ${to}.`);
    const { auditor } = await setups.of(job.path);
    const by = readByOf(job, auditor);
    const { content } = job.batch;
    const text = typeof content === "string" ? content : nodeUtf8.decode(content);
    const edits: TextEdit[] = [];
    let counts = noCounts;
    const places = placesIn(job);
    for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
      const { start } = places.next(record.text).span;
      const leave = (why: string): void => {
        counts = addCounts(counts, { unread: 1, crashed: 1 });
        messages.push(`${job.file}:${record.line + 1}: record ${record.index}: left as it is: ${why}.`);
      };
      if (deadly !== undefined) leave(`a thread died over it (${deadly})`);
      else if (record.tooLong !== undefined) leave("it is longer than what is read, and --max-record gives it more");
      else {
        try {
          const converted = convertRecord(record, by, wanted);
          edits.push(
            ...converted.edits.map(({ span, text: written }) => ({
              span: { start: start + span.start, end: start + span.end },
              text: written,
            })),
          );
          const { traces, calls, left, data } = converted;
          counts = addCounts(counts, { traces, unread: traces === 0 ? 1 : 0, converted: calls, left, data });
        } catch (error) {
          leave(`the program failed over it (${error instanceof Error ? error.message : String(error)})`);
        }
      }
    }
    const said = messages;
    messages = [];
    const mark = job.isMarked === true ? "\uFEFF" : "";
    const isSame = edits.length === 0 && mark === "" && typeof content !== "string";
    return { text: isSame ? content : Buffer.from(mark + applyEdits(text, edits)), counts, messages: said };
  };
}
