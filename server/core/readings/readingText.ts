import { printable, printableLine } from "../text/printable";
import type { ReaderReading } from "./readersReadings";
import type { CallReading, TraceReading } from "./readTrace";

/** A reading whose calls carry a place in the caller's own form. */
export type PlacedReading<Call> = Omit<TraceReading, "calls" | "drafts"> & {
  readonly calls: readonly Call[];
  readonly drafts: readonly Call[];
};

/** The maximum number of characters shown of a text. */
const longest = 2_000;
/** The maximum number of differences shown for a server. */
const maxDifferences = 20;

/**
 * How a trace was read, line by line for people, starting with what is known. Nothing in the trace can control the
 * program that shows the text.
 *
 * @param placeOf where a call is, in words: `3:14`
 */
export function readingText<Call extends Omit<CallReading, "span">>(
  reading: PlacedReading<Call>,
  placeOf: (call: Call) => string,
): string[] {
  const { dialect, turns, reasoning, calls, content, drafts, cut, verdict, readers } = reading;
  return [
    ...row("dialect", [dialectInWords(dialect)]),
    ...row("turns", [turns.map(({ role, by }) => (by === "model" ? `${role} (model)` : role)).join(" → ")]),
    ...text("reasoning", reasoning),
    ...calls.flatMap((call) => row("call", callLines(call, placeOf(call)))),
    ...text("content", content),
    ...drafts.flatMap((call) => row("draft", callLines(call, placeOf(call)))),
    ...(cut ? row("cut off", ["the text ends within a call"]) : []),
    ...(verdict === undefined
      ? []
      : row("verdict", [
          Object.entries(verdict)
            .map(([reader, label]) => `${reader}: ${String(label ?? "none")}`)
            .join(", "),
        ])),
    ...readers.flatMap((reader) => row(reader.title, readerLines(reader))),
  ];
}

/** What a server or trainer reads in the trace, compared with what is meant. */
function readerLines({ version, unread, parser, error, differs = [], streamed }: ReaderReading): string[] {
  const named = parser === undefined ? version : `${version}, parser ${parser}`;
  if (unread !== undefined) return [`${named}: ${unreadInWords[unread]}`];
  const lines = [`${named}: ${differs.length === 0 ? "reads the calls as they are meant" : "reads other calls"}`];
  if (error !== undefined) lines.push(`  gives no calls: ${error}`);
  for (const difference of differs.slice(0, maxDifferences)) lines.push(`  ${difference}`);
  if (differs.length > maxDifferences) lines.push(`  … and ${differs.length - maxDifferences} more`);
  if (streamed !== undefined) lines.push(`  otherwise when it streams: ${streamed}`);
  return lines.map(printableLine);
}

const unreadInWords = {
  none: "has no parser of this dialect",
  unknown: "how it reads this dialect is not known here",
  turns: "reads one turn, and this text holds several",
};

function dialectInWords(dialect: string | undefined): string {
  if (dialect === undefined) return "none: nothing in the trace tells one";
  return dialect === "data" ? "none: its calls are given as data" : dialect;
}

const margin = 11;

function row(label: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${(i === 0 ? label : "").padEnd(margin)}${line}`.trimEnd());
}

function text(label: string, shown: string | undefined): string[] {
  if (shown === undefined) return row(label, ["none"]);
  const more = shown.length > longest ? ` … (${shown.length - longest} characters more)` : "";
  return row(label, printable(shown.slice(0, longest) + more).split("\n"));
}

function callLines(call: Omit<CallReading, "span">, place: string): string[] {
  const { name, arguments: given, written, complete, id } = call;
  const known = [place, ...(id === undefined ? [] : [`id ${id}`]), ...(complete ? [] : ["cut off"])].join(", ");
  const lines = [`${name ?? "(no name)"}  at ${known}`];
  if (given !== undefined && given !== "{}") lines.push(`  ${given}`);
  if (written !== undefined) lines.push(`  arguments that cannot be read: ${written}`);
  return lines.map(printableLine);
}
