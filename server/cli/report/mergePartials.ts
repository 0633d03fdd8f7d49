import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { readPartialHead, readPartialLine } from "../../core/report/run/partial";
import { whyUnreadable } from "../../node/inputs";
import { Failure } from "../failure";
import type { ReportedRun } from "./reportedRun";

/**
 * Reads partials of a report into one run, in the order in which they are named.
 *
 * @throws Failure if a file is no partial or is cut off: a report on a part would look like one on the whole
 */
export async function mergePartials(names: readonly string[], folder: string, into: ReportedRun): Promise<void> {
  for (const name of names) {
    let isHead = true;
    let number = 0;
    try {
      for await (const line of createInterface({
        input: createReadStream(resolve(folder, name)),
        crlfDelay: Infinity,
      })) {
        number++;
        if (isHead) {
          const head = readPartialHead(line);
          if (head === undefined) throw new Failure(`${name}: no partial of a report: --partial writes them.`);
          if (head.problem !== undefined) throw new Failure(`${name}: ${head.problem}.`);
          isHead = false;
        } else if (line !== "") {
          const read = readPartialLine(line);
          if (read === undefined)
            throw new Failure(`${name}:${number}: this line is torn, or of something else: make the partial again.`);
          into.addLine(read);
        }
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(`${name}: cannot be read: ${whyUnreadable(error)}.`);
    }
    if (isHead) throw new Failure(`${name}: no partial of a report: it is empty.`);
  }
}
