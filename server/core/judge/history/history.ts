import type { AppendLog, LinePlace } from "../../host/appendLog";
import { jsonLine } from "../../json/jsonLine";
import { readEntry, type Entry } from "./entry";

/**
 * All questions and answers so far: a question asked before is answered from here. Memory holds only where an answer is
 * in the file, not its text.
 */
export class History {
  private readonly byRequest = new Map<string, LinePlace>();
  private readonly bySample = new Map<string, Set<string>>();
  /** Lines that could not be read: cut off when their process was killed, or in another layout. */
  unread = 0;

  private constructor(private readonly log: AppendLog) {}

  static async open(log: AppendLog): Promise<History> {
    const history = new History(log);
    for await (const { text, place } of log.lines()) {
      const entry = readEntry(text);
      if (entry === undefined) history.unread++;
      else history.index(entry, place);
    }
    return history;
  }

  /** The latest answer to that question; undefined if there is none. */
  async answerTo(request: string): Promise<Entry | undefined> {
    const place = this.byRequest.get(request);
    return place && readEntry(await this.log.read(place));
  }

  /** The latest answer to each question about that sample. */
  async of(sample: string): Promise<readonly Entry[]> {
    const found = [...(this.bySample.get(sample) ?? [])].map((request) => this.answerTo(request));
    return (await Promise.all(found)).filter((entry) => entry !== undefined);
  }

  async add(entry: Entry): Promise<void> {
    this.index(entry, await this.log.append(jsonLine(entry)));
  }

  /** Failures are stored, for their cost and their cause, but answer nothing. */
  private index({ outcome, request, sample }: Entry, place: LinePlace): void {
    if (outcome !== "answered") return;
    this.byRequest.set(request, place);
    const requests = this.bySample.get(sample);
    if (requests === undefined) this.bySample.set(sample, new Set([request]));
    else requests.add(request);
  }
}
