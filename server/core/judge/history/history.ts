import type { AppendLog, LinePlace } from "../../host/appendLog";
import { jsonLine } from "../../json/jsonLine";
import { readEntry, type Entry } from "./entry";

/** Maximum number of earlier texts of one sample whose judgements are found, the last ones. */
const maxEarlier = 20;

/**
 * All questions and answers so far: a question asked before is answered from here. Memory holds only where an answer is
 * in the file, not its text.
 */
export class History {
  private readonly byRequest = new Map<string, LinePlace>();
  private readonly bySample = new Map<string, Set<string>>();
  /** The hashes of the texts that a sample had, by the names of its place. */
  private readonly byPlace = new Map<string, Set<string>>();
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

  /** Are there judgements whose sample can be recognised after its texts have changed? */
  get knowsPlaces(): boolean {
    return this.byPlace.size > 0;
  }

  /** The latest answer to each question about other texts that the sample at these places had. */
  async ofEarlierTexts(sample: string, places: readonly string[]): Promise<readonly Entry[]> {
    const texts = new Set(places.flatMap((place) => [...(this.byPlace.get(place) ?? [])]));
    texts.delete(sample);
    return (await Promise.all([...texts].slice(-maxEarlier).map((text) => this.of(text)))).flat();
  }

  async add(entry: Entry): Promise<void> {
    this.index(entry, await this.log.append(jsonLine(entry)));
  }

  /** Failures are stored, for their cost and their cause, but answer nothing. */
  private index({ outcome, request, sample, places = [] }: Entry, place: LinePlace): void {
    if (outcome !== "answered") return;
    this.byRequest.set(request, place);
    addTo(this.bySample, sample, request);
    for (const name of places) addTo(this.byPlace, name, sample);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
