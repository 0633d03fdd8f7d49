import { differenceInWords } from "../../facts/differenceInWords";
import type { ReadByServer } from "../../facts/serverReadings";
import { readersOf, type Disagreement } from "../../dialects/inferenceServers";
import type { Call } from "../../dialects/call";
import type { DialectReading } from "../../dialects/read";
import { anyDialect, type Profile } from "../../model/profile";
import { listInWords } from "../../text/listInWords";
import type { Span } from "../../text/span";
import type { Report, TraceContext } from "../rule";

/** Servers and trainers with their releases, for messages. */
export function serverNames(servers: readonly ReadByServer[]): string[] {
  return servers.map(({ reader: { title, version } }) => `${title} ${version}`);
}

/** Something that servers read differently from what is meant, and the servers that do so. */
interface Difference {
  readonly span: Span;
  readonly words: string;
  readonly servers: ReadByServer[];
}

/**
 * Reports where servers and trainers read other calls than those meant: a warning for the run's own readers, which the
 * profile names; otherwise information on all known readers. Drafts that run are left to call-in-reasoning. If the
 * profile names no readers, what a fault in the text does to its call is left to that fault.
 */
export function serverReports({ facts, part, sample, profile }: Omit<TraceContext, "report">): Report[] {
  if (part !== sample.completion || !mayBeServed(profile)) return [];
  const readings = facts.serverReadings;
  const meant = facts.meant(part);
  if (readings === undefined || meant === undefined) return [];
  const own = readings.known.filter(({ reader }) => profile.readers.includes(reader.id));
  const isOwn = own.length > 0;
  const servers = isOwn ? own : readings.known;
  const severity = isOwn ? "warning" : "information";
  const differences = differencesOf(servers, meant, part.text);
  const told = isOwn ? differences : differences.filter(({ span }) => !isFaulty(meant, span));
  return [
    ...told.map(({ span, words, servers: by }) => ({ span, severity, message: messageOf(words, by, isOwn) }) as const),
    ...streamed(servers).map(
      ({ words, servers: by }) =>
        ({
          span: meant.calls[0]?.place ?? { start: 0, end: Math.min(1, part.text.length) },
          severity,
          message: `${listInWords(serverNames(by))} ${by.length === 1 ? "reads" : "read"} this differently when streaming: ${words}. A client that streams gets other calls than one that does not.`,
        }) as const,
    ),
  ];
}

/** Is there a server whose reading of the profile's texts is known? If not, they need not be read as a dialect. */
function mayBeServed({ dialect }: Profile): boolean {
  return dialect === anyDialect || (dialect !== null && readersOf(dialect).length > 0);
}

function messageOf(words: string, by: readonly ReadByServer[], isOwn: boolean): string {
  const [first = "", ...others] = serverNames(by);
  const more = others.length === 0 ? "" : `, and so ${others.length === 1 ? "does" : "do"} ${listInWords(others)}`;
  const todo = isOwn
    ? "What runs is not what is meant: write it as its model's chat template does."
    : "It matters where that serves the model: name it in the profile's readers, or with --readers.";
  return `${first} ${words}${more}. ${todo}`;
}

/** Each difference once, with the servers that share it, in the order of the text. */
function differencesOf(servers: readonly ReadByServer[], meant: DialectReading, text: string): Difference[] {
  const found = new Map<string, Difference>();
  for (const server of servers) {
    for (const difference of server.differences) {
      if (difference.kind === "runs-draft") continue;
      const span = placeOf(difference, meant, text);
      const words = differenceInWords(difference);
      const key = `${span.start} ${words}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { span, words, servers: [server] });
      else if (!known.servers.includes(server)) known.servers.push(server);
    }
  }
  return [...found.values()];
}

function placeOf(difference: Disagreement, meant: DialectReading, text: string): Span {
  switch (difference.kind) {
    case "adds-call": {
      const start = difference.read.name === "" ? -1 : text.indexOf(difference.read.name);
      if (start >= 0) return { start, end: start + difference.read.name.length };
      return meant.calls[0]?.place ?? { start: 0, end: Math.min(1, text.length) };
    }
    case "drops-argument":
    case "changes-argument":
      return argumentPlace(difference.call, difference.argument);
    default:
      return difference.call.place;
  }
}

function argumentPlace(call: Call, argument: string): Span {
  return call.arguments.findLast(({ name }) => name === argument)?.place ?? call.place;
}

/** Is there a fault of the text's form in a call or around it? */
function isFaulty({ faults, calls }: DialectReading, { start, end }: Span): boolean {
  const call = calls.find(({ outer }) => outer.start <= start && end <= outer.end);
  const { start: from, end: to } = call?.outer ?? { start, end };
  return faults.some(({ rule, span }) => rule !== "end-token" && span.start <= to && from <= span.end);
}

/** Why clients that stream get other calls, with the servers that share the cause. */
function streamed(servers: readonly ReadByServer[]): { words: string; servers: ReadByServer[] }[] {
  const found = new Map<string, ReadByServer[]>();
  for (const server of servers) {
    if (server.streamed === undefined) continue;
    const known = found.get(server.streamed.why) ?? [];
    found.set(server.streamed.why, [...known, server]);
  }
  return [...found].map(([words, by]) => ({ words, servers: by }));
}
