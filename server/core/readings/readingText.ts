import { printable, printableLine } from "../text/printable";
import type { CallReading, TraceReading } from "./readTrace";

/** A reading whose calls stand where whoever shows it says. */
export type PlacedReading<Call> = Omit<TraceReading, "calls" | "drafts"> & {
  readonly calls: readonly Call[];
  readonly drafts: readonly Call[];
};

/** So many characters of a text are shown. */
const longest = 2_000;

/**
 * How a trace was read, for people: line by line, what is known first. What the trace says cannot steer who shows it.
 *
 * @param placeOf where a call stands, in words: `3:14`
 */
export function readingText<Call extends Omit<CallReading, "span">>(
  reading: PlacedReading<Call>,
  placeOf: (call: Call) => string,
): string[] {
  const { dialect, turns, reasoning, calls, content, drafts, cut, verdict } = reading;
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
            .map(([reader, label]) => `${reader}: ${label ?? "none"}`)
            .join(", "),
        ])),
  ];
}

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
