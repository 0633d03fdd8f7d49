import { parseBounded } from "../../json/parseBounded";
import type { ContainerRecord } from "../packed/container";
import { ArchiveFailure, type ZipEntry } from "./zip";

/** The largest sample that is held. */
const maxBytesOfSample = 400_000_000;

/** Whether a zip archive with these files is a log of Inspect. */
export function isInspectEval(entries: readonly ZipEntry[]): boolean {
  return entries.some(({ name }) => name === "header.json" || name === "_journal/start.json");
}

const wholeSample = /^samples\/(.+)\.json$/;
const partOfSample = /^samples\/([^/]+)\/(?:(messages|attachments|events)\/(\d+)|sample)\.json$/;

/** Remarks about a log before its samples are read. */
export function notesOfEval(entries: readonly ZipEntry[]): readonly string[] {
  const notes: string[] = [];
  if (!entries.some(({ name }) => name === "header.json")) {
    notes.push(
      "This log is not finished: it has no header. The run is still going, or was stopped; the samples that are done are read.",
    );
  }
  if (!entries.some(({ name }) => name.startsWith("samples/"))) notes.push("This log holds no samples.");
  return notes;
}

/**
 * The samples of an Inspect log, each as JSON text, in the archive's order, which is that of completion. A sample is
 * one file or, if it is written in chunks, a folder of files.
 *
 * @param tell takes a message about a sample that cannot be read; the others are still read
 */
export async function* samplesOfEval(
  entries: readonly ZipEntry[],
  tell: (message: string) => void,
  signal?: AbortSignal,
): AsyncGenerator<ContainerRecord> {
  let row = 0;
  for (const { name, read } of samplesIn(entries)) {
    signal?.throwIfAborted();
    try {
      const text = await read(signal);
      yield { text, place: { row: row++, entry: name } };
    } catch (error) {
      if (!(error instanceof ArchiveFailure)) throw error;
      row++;
      tell(`A sample is not read: ${error.message}`);
    }
  }
}

interface SampleInZip {
  readonly name: string;
  readonly read: (signal?: AbortSignal) => Promise<string>;
}

function samplesIn(entries: readonly ZipEntry[]): readonly SampleInZip[] {
  const chunked = new Map<string, ChunkedSample>();
  const samples: SampleInZip[] = [];
  // A file that was written again is in the directory again: the last entry counts.
  const last = new Map(entries.map((entry) => [entry.name, entry]));
  for (const entry of last.values()) {
    const part = partOfSample.exec(entry.name);
    if (part !== null) {
      const [, name = "", kind = "sample", first = "0"] = part;
      let sample = chunked.get(name);
      if (sample === undefined) {
        chunked.set(name, (sample = new ChunkedSample(name)));
        samples.push(sample);
      }
      sample.add(kind as Kind, Number(first), entry);
    } else if (wholeSample.test(entry.name) && entry.name.split("/").length === 2) {
      samples.push({
        name: entry.name,
        read: async (signal) => decode(onOneLine(await entry.read(maxBytesOfSample, signal))),
      });
    }
  }
  return samples;
}

type Kind = "sample" | "messages" | "attachments" | "events";

/** A sample whose messages, events and attachments are in separate files, each named by the number of its first one. */
class ChunkedSample implements SampleInZip {
  private readonly files: { readonly kind: Kind; readonly first: number; readonly entry: ZipEntry }[] = [];

  constructor(readonly name: string) {}

  add(kind: Kind, first: number, entry: ZipEntry): void {
    this.files.push({ kind, first, entry });
  }

  read = async (signal?: AbortSignal): Promise<string> => {
    let left = maxBytesOfSample;
    const parsed = async (entry: ZipEntry): Promise<unknown> => {
      const bytes = await entry.read(left, signal);
      left -= bytes.length;
      try {
        return parseBounded(decode(bytes));
      } catch {
        throw new ArchiveFailure(`${entry.name} is not valid JSON.`);
      }
    };
    const chunks = async (kind: Kind): Promise<readonly { first: number; values: readonly unknown[] }[]> => {
      const found = this.files.filter((file) => file.kind === kind).sort((a, b) => a.first - b.first);
      const read: { first: number; values: readonly unknown[] }[] = [];
      for (const { first, entry } of found) {
        const values = await parsed(entry);
        read.push({ first, values: Array.isArray(values) ? values : [values] });
      }
      return read;
    };
    const main = this.files.find(({ kind }) => kind === "sample");
    const sample = main === undefined ? {} : await parsed(main.entry);
    const messages = (await chunks("messages")).flatMap(({ values }) => values);
    const attachments: [string, unknown][] = (await chunks("attachments")).flatMap(({ first, values }) =>
      values.map((value, i): [string, unknown] => [String(first + i), value]),
    );
    // From the events only the tools are needed, which are in the calls to the model.
    const events = (await chunks("events")).flatMap(({ values }) => values).filter(isModelEvent);
    return JSON.stringify({
      ...(typeof sample === "object" && sample !== null ? sample : {}),
      messages,
      attachments: Object.fromEntries(attachments),
      events,
    });
  };
}

function isModelEvent(event: unknown): boolean {
  return typeof event === "object" && event !== null && (event as { event?: unknown }).event === "model";
}

const utf8 = new TextDecoder();

function decode(bytes: Uint8Array): string {
  return utf8.decode(bytes);
}

/** JSON on one line, in the same memory. It has line ends only between its tokens. */
function onOneLine(json: Uint8Array): Uint8Array {
  for (const lineEnd of lineEnds) {
    for (let at = json.indexOf(lineEnd); at >= 0; at = json.indexOf(lineEnd, at + 1)) json[at] = space;
  }
  return json;
}

const lineEnds = [0x0a, 0x0d];
const space = 0x20;
