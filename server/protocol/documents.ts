/**
 * What our client and our server say to each other beyond LSP, and what the client passes on initialize.
 * Shared by both sides: it imports types only.
 */
import type { RecordIdentity } from "../core/ide/recordUnits";
import type { Position, Range } from "../core/text/lineTable";

export type { RecordIdentity };

/** `initializationOptions`. Any other client may leave all of it out. */
export interface ClientOptions {
  /** URI of the folder that holds a page `<rule id>.md` for every rule. Without it codes carry no link. */
  readonly rulePages?: string;
  /** Does the client want {@link statusNotification}? */
  readonly status?: boolean;
  /** Does the client answer {@link readFileRequest} for files that are not on the server's disk? */
  readonly readsFiles?: boolean;
  /** Has the client {@link switchOffCommand}? */
  readonly switchesOff?: boolean;
  /** Does the client open documents of {@link recordScheme}, and has it the command {@link openRecordCommand}? */
  readonly records?: boolean;
  /** Has the client the commands of rewardProtocol.ts and scorerProtocol.ts? */
  readonly rewards?: boolean;
  /** Does the user trust the workspace? Until the client says so, nothing that a setting names is run, whoever asks. */
  readonly trusted?: boolean;
  /** Milliseconds without an edit before a document is audited; 200 without it. */
  readonly debounce?: number;
  /** The settings under `traceAuditor`, for clients that cannot be asked for them. */
  readonly settings?: unknown;
}

/** The scheme of documents that are one record of a file. */
export const recordScheme = "trace-auditor-record";

/** Which record of which file a document of that scheme is: its URI's query says it. */
export interface RecordPlace {
  /** URI of the file. */
  readonly source: string;
  /** Number of the record in the file, from 0. */
  readonly record: number;
}

/** The parts of a record's URI. The path is for people: the file's, and below it the record's number and id. */
export function recordUriParts(
  sourcePath: string,
  name: string,
  { source, record }: RecordPlace,
): { readonly scheme: string; readonly path: string; readonly query: string } {
  const safe = name.replace(/[\\/?#%:*"<>|\u0000-\u001f\u007f\ud800-\udfff]/g, "_");
  return {
    scheme: recordScheme,
    path: `${sourcePath.replace(/^\/*/, "/")}/${safe}.trace`,
    query: `${record}&${source}`,
  };
}

/** The place that a record's URI names, from its decoded query. */
export function sourceInQuery(query: string): RecordPlace | undefined {
  const match = /^(\d+)&(.+)$/s.exec(query);
  return match?.[1] === undefined || match[2] === undefined
    ? undefined
    : { record: Number(match[1]), source: match[2] };
}

/** Command of the client: switches a rule off outside the file that is audited. Its argument is a {@link SwitchOffPlace}. */
export const switchOffCommand = "traceAuditor.switchOff";

/** Where a rule is to be switched off. */
export interface SwitchOffPlace {
  readonly rule: string;
  /** URI of the file in which the rule found something. */
  readonly uri: string;
  /** URI of the `trace-auditor.json` that is to say it, there yet or not; undefined for the setting `traceAuditor.rules`. */
  readonly config?: string | undefined;
  /** Only for that file, by its path relative to the config's folder; undefined for every file. */
  readonly path?: string | undefined;
}

/** Request client → server, {@link SwitchedOffParams} to {@link SwitchedOffResult}: a config's text with a rule switched off. */
export const switchedOffMethod = "traceAuditor/switchedOff";

export interface SwitchedOffParams extends Pick<SwitchOffPlace, "rule" | "path"> {
  /** The text of the `trace-auditor.json`; empty where it is not there yet. */
  readonly text: string;
}

/** Null where the text has an error, or something else where this belongs: a person has to mend it first. */
export type SwitchedOffResult = { readonly text: string } | null;

/** What is known of a document once it is audited. */
export interface DocumentStatus {
  readonly uri: string;
  readonly version: number;
  /** Undefined where no profile reads the file: it has none of our tags, so nothing is checked. */
  readonly profile: ProfileStatus | undefined;
  /** What the file's records are; undefined where it holds none that are known. */
  readonly format: FormatStatus | undefined;
  readonly samples: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly information: number };
}

export interface FormatStatus {
  readonly id: string;
  readonly title: string;
  /** Why this one: "its first 20 records have …"; empty for a `.trace` file. */
  readonly reason: string;
}

export interface ProfileStatus {
  readonly name: string;
  readonly title: string;
  /** Why this one: "14 of 15 traces look like it". */
  readonly reason: string;
}

/** Notification server → client, after each audit of an open document; its parameter is a {@link DocumentStatus}. */
export const statusMethod = "traceAuditor/status";

/** Request client → server, {@link ProfilesParams} to {@link ProfilesResult}: what a document can be read by. */
export const profilesMethod = "traceAuditor/profiles";

export interface ProfilesParams {
  readonly uri: string;
}

/** A profile that a file can be read by. */
export interface ProfileDescription {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Is it the team's own, from `trace-auditor.json`? */
  readonly own: boolean;
}

/** The profiles there are for a document, none where it is not open, and the one it is read by now. */
export interface ProfilesResult {
  readonly profiles: readonly ProfileDescription[];
  readonly current: ProfileStatus | undefined;
}

/** Request server → client, {@link ReadFileParams} to {@link ReadFileResult}: a file of a virtual file system. */
export const readFileMethod = "traceAuditor/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

/** The file's text; null where there is none. */
export type ReadFileResult = { readonly text: string } | null;

export type SeverityName = "error" | "warning" | "information";
export type SeverityCounts = Readonly<Record<SeverityName, number>>;

/** Command of the client: opens a record as a document. Its arguments are the file's URI and an {@link OpenRecord}. */
export const openRecordCommand = "traceAuditor.openRecord";

/** Which record to open: by its number, or the one at a place of the file, which is then shown. */
export interface OpenRecord {
  readonly record?: number;
  readonly at?: Position;
}

/** Request client → server, {@link RecordParams} to {@link RecordResult}: one record of an open file as `.trace` text. */
export const recordMethod = "traceAuditor/record";

export interface RecordParams extends OpenRecord {
  readonly uri: string;
  /** What the record was when it had that number: it is looked for where it is now. */
  readonly known?: RecordIdentity;
}

/** Null where the file has no such record. */
export type RecordResult = {
  readonly record: number;
  /** How many records the file has. */
  readonly count: number;
  /** For people: the record's number from 1, and its id. */
  readonly name: string;
  readonly identity: RecordIdentity;
  /** Empty where the record cannot be read. */
  readonly text: string;
  /** Where the record begins in the file. */
  readonly start: Position;
  /** Where in the text the place is that was asked for; else where the trace begins. */
  readonly at: Position | undefined;
} | null;

/** Request client → server, {@link SamplesParams} to {@link SamplesResult}: a slice of an open file's samples. */
export const samplesMethod = "traceAuditor/samples";

export interface SamplesParams {
  readonly uri: string;
  /** Only samples with such findings, and only those of their findings; nothing is filtered where both are empty. */
  readonly severities: readonly SeverityName[];
  readonly rules: readonly string[];
  /** The slice: counted among the samples that the filter leaves. */
  readonly start: number;
  readonly count: number;
}

/** Null where the document is not open, or no records are known in it. */
export type SamplesResult = {
  /** Samples in the file, */
  readonly total: number;
  /** and how many of them the filter leaves. */
  readonly matching: number;
  readonly samples: readonly SampleSummary[];
  /** Findings of the whole file by rule and by severity, whatever the filter. */
  readonly rules: Readonly<Record<string, number>>;
  readonly severities: SeverityCounts;
} | null;

export interface SampleSummary {
  /** Number of the record in the file, from 0; the record is what is opened. */
  readonly record: number;
  /** For people. */
  readonly name: string;
  /** The first words of the trace. */
  readonly beginning: string;
  readonly counts: SeverityCounts;
  readonly range: Range;
  /** The first findings that the filter leaves, in the text's order. */
  readonly findings: readonly FindingSummary[];
  /** How many more there are. */
  readonly more: number;
}

export interface FindingSummary {
  readonly rule: string;
  readonly severity: SeverityName;
  readonly message: string;
  readonly range: Range;
}

/** Request client → server, {@link AuditFileParams} to {@link AuditFileResult}: a file that need not be open. */
export const auditFileMethod = "traceAuditor/auditFile";

export interface AuditFileParams {
  readonly uri: string;
}

/** Null where the file holds no records that are known, or cannot be read. */
export type AuditFileResult = {
  readonly samples: number;
  readonly findings: SeverityCounts;
  /** The file's diagnostics, of the protocol's form. Where the client pulls those of open documents, it has them twice. */
  readonly diagnostics: readonly unknown[];
} | null;
