import type { AppendLog, LinePlace } from "../../host/appendLog";
import { jsonLine } from "../../json/jsonLine";
import { readEntry, type Entry } from "./entry";

/**
 * What was asked and answered: a question asked before is answered from it. In memory stands where an answer lies and not
 * what it says.
 */
export class History {
  private readonly byRequest = new Map<string, LinePlace>();
  private readonly bySample = new Map<string, Set<string>>();
  /** Lines that could not be read: torn when their process was killed, or of another layout. */
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

  /** The latest answer to that question; undefined where it has none. */
  async answerTo(request: string): Promise<Entry | undefined> {
    const place = this.byRequest.get(request);
    return place && readEntry(await this.log.read(place));
  }

  /** The latest answers to each question on that sample. */
  async of(sample: string): Promise<readonly Entry[]> {
    const found = [...(this.bySample.get(sample) ?? [])].map((request) => this.answerTo(request));
    return (await Promise.all(found)).filter((entry) => entry !== undefined);
  }

  async add(entry: Entry): Promise<void> {
    this.index(entry, await this.log.append(jsonLine(entry)));
  }

  /** Failures are kept, for what they cost and why, but answer nothing. */
  private index({ outcome, request, sample }: Entry, place: LinePlace): void {
    if (outcome !== "answered") return;
    this.byRequest.set(request, place);
    const requests = this.bySample.get(sample);
    if (requests === undefined) this.bySample.set(sample, new Set([request]));
    else requests.add(request);
  }
}
