import type { ReadRecord, RecordFormat, RecordProblem, RecordSlice } from "../../model/record";
import type { Part, PartRole, Sample, SampleAttributes, StructuredCall, Turn, TurnRole } from "../../model/sample";
import { ofEarlierTurn } from "../fields/attributes";
import { dialogueTooLong, turnPairsRead } from "../fields/dialogue";
import { followingOf } from "../fields/following";
import { judgedResponses } from "../fields/judgePrompt";
import { plainTurn } from "../fields/turns";
import { readBody } from "./bodies";
import { readCallLines } from "./callLines";
import { findHeaders, findSampleStarts, readPairs, type Header } from "./headers";

/** Our own plain-text form of samples. docs/guides/trace-files.md is its guide. */
export const traceFileFormat: RecordFormat = {
  id: "trace",
  title: "Trace file",
  container: "trace",
  read: readTraceRecord,
};

/** Cuts a `.trace` file at its `@sample` lines. Text before the first belongs to the first record. */
export function splitTraceFile(text: string): RecordSlice[] {
  const starts = findSampleStarts(text);
  // Parts before the first `@sample` form a sample of their own; white space before it does not.
  if (starts.length === 0 || text.slice(0, starts[0]).trim() !== "") starts.unshift(0);
  else starts[0] = 0;
  return starts.map((start, i) => ({ span: { start, end: starts[i + 1] ?? text.length } }));
}

const turnRoles: ReadonlySet<string> = new Set<TurnRole>(["system", "user", "assistant", "tool", "prompt"]);

/** A turn in a `.trace` file. */
interface WrittenTurn extends Turn {
  readonly part: Part;
  /** Whether it is a trace to audit: an assistant turn that is not marked as context. */
  readonly isTrace: boolean;
}

/** What the headers of a record say. */
interface Written {
  readonly attributes: SampleAttributes;
  readonly turns: readonly WrittenTurn[];
  readonly parts: ReadonlyMap<PartRole, Part>;
  /** Were the turns cut out of one text? */
  readonly isSplit: boolean;
  /** The calls below `@completion`. */
  readonly calls: readonly StructuredCall[];
}

function readTraceRecord(text: string, index: number): ReadRecord {
  const problems: RecordProblem[] = [];
  const headers = findHeaders(text);
  const first = headers[0];
  // Once per file, on its first record.
  if (index === 0 && text.includes("\r\n")) problems.push(crlfProblem(text));
  if (first === undefined) {
    const parts = new Map([["completion", readBody("completion", text, 0, text.length)] as const]);
    return { samples: samplesOf(index, { attributes: {}, turns: [], parts, isSplit: false, calls: [] }), problems };
  }
  if (text.slice(0, first.start).trim() !== "") problems.unshift(preamble(text, first));

  let attributes: SampleAttributes = {};
  let carriageReturn: string | undefined;
  let isSplit = false;
  const turns: WrittenTurn[] = [];
  const parts = new Map<PartRole, Part>();
  let completionCalls: readonly StructuredCall[] = [];
  headers.forEach((header, i) => {
    const end = headers[i + 1]?.start ?? text.length;
    if (header.name === "sample") {
      ({ carriageReturn, isSplit = false, ...attributes } = readAttributes(text, header, problems));
      if (text.slice(header.bodyStart, end).trim() !== "") problems.push(looseText(text, header, end));
      return;
    }
    if (header.name === "calls") {
      const calls = readCallLines(text, header.bodyStart, end);
      problems.push(...calls.problems);
      const above = headers[i - 1];
      const turn = turns.at(-1);
      if (above?.name === "completion") completionCalls = calls.calls;
      else if (above?.name === "assistant" && turn !== undefined) turns[turns.length - 1] = { ...turn, ...calls };
      else problems.push(callsOfNobody(header));
      return;
    }
    const part = readBody(header.name, text, header.bodyStart, end, carriageReturn);
    if (turnRoles.has(header.name)) {
      const isContext = text.slice(header.restStart, header.end).trim() === "context";
      const role = header.name as TurnRole;
      const answers = role === "tool" ? answeredIn(text, header) : {};
      turns.push({ role, part, calls: [], isTrace: role === "assistant" && !isContext, ...answers });
    } else if (parts.has(header.name)) problems.push(repeatedPart(header));
    else parts.set(header.name, part);
  });
  const written = { attributes, turns, parts, isSplit, calls: completionCalls };
  const traces = turns.filter(({ isTrace }) => isTrace).length;
  if (traces * turns.length <= turnPairsRead) return { samples: samplesOf(index, written), problems };
  problems.push(dialogueTooLong(turns.length, traces, { start: first.start, end: first.end }));
  // Every sample lists the turns before it, so with too many turns only the last trace is read.
  const last = parts.has("completion") ? turns.length : turns.findLastIndex(({ isTrace }) => isTrace);
  const withoutTraces = turns.map((turn, i) => (i < last ? { ...turn, isTrace: false } : turn));
  return { samples: samplesOf(index, { ...written, turns: withoutTraces }), problems };
}

/**
 * One sample for each assistant turn, with the completion last. If there is neither, a ground truth with tags is
 * audited instead.
 */
function samplesOf(record: number, written: Written): Sample[] {
  const { turns, parts, calls } = written;
  const completion = parts.get("completion");
  const samples: Sample[] = [];
  const lastTrace = turns.findLastIndex(({ isTrace }) => isTrace);
  const last: readonly Turn[] = completion === undefined ? [] : [{ role: "assistant", part: completion, calls }];
  const rolled = rolloutOf(written, completion);
  const following = followingOf([], [...turns, ...last], (behind) => behind.map(plainTurn));
  turns.forEach((turn, i) => {
    if (!turn.isTrace) return;
    const rewarded = completion === undefined && i === lastTrace;
    const before = turns.slice(0, i);
    const sample = sampleOf(record, samples.length, written, before, turn.part, turn.calls, rewarded);
    samples.push({ ...sample, following: following(i), ...(rewarded ? rolled : {}) });
  });
  if (completion !== undefined) {
    const sample = sampleOf(record, samples.length, written, turns, completion, calls, true);
    samples.push({ ...sample, following: following(turns.length), ...rolled });
  }
  const groundTruth = parts.get("ground_truth");
  if (samples.length === 0 && groundTruth !== undefined && /<[a-z_]+>/i.test(groundTruth.text)) {
    const { attributes } = written;
    samples.push({ ...sampleOf(record, 0, written, turns, groundTruth, [], false), groundTruth, attributes });
  }
  return samples;
}

function rolloutOf({ turns, isSplit }: Written, completion: Part | undefined): Pick<Sample, "rollout"> {
  const said = turns.flatMap(({ isTrace, part }) => (isTrace ? [part.text] : []));
  if (completion !== undefined) said.push(completion.text);
  return said.length > 1 ? { rollout: { turns: said, ...(isSplit ? { isSplit } : {}) } } : {};
}

function sampleOf(
  record: number,
  trace: number,
  { attributes, parts }: Written,
  turns: readonly Turn[],
  completion: Part,
  calls: readonly StructuredCall[],
  rewarded: boolean,
): Sample {
  return {
    record,
    trace,
    attributes: rewarded ? attributes : ofEarlierTurn(attributes),
    turns: turns.map(plainTurn),
    tools: parts.get("tools"),
    completion,
    calls,
    groundTruth: rewarded ? parts.get("ground_truth") : undefined,
    responses: responsesOf(turns, parts),
    rewarded,
  };
}

/** The id of the call that a `@tool answers=…` answers. */
function answeredIn(text: string, header: Header): Pick<Turn, "answers"> {
  const answers = readPairs(text, header).find(({ key }) => key === "answers")?.value;
  return answers === undefined ? {} : { answers };
}

/** The two responses that a judge compared: separate parts, else those that the prompt shows. */
function responsesOf(turns: readonly Turn[], parts: ReadonlyMap<PartRole, Part>): Sample["responses"] {
  const a = parts.get("response_a");
  const b = parts.get("response_b");
  if (a !== undefined && b !== undefined) return { a, b };
  const asked = turns.findLast(({ role }) => role === "user" || role === "prompt")?.part;
  return asked && judgedResponses(asked);
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What `@sample` says: attributes, how the turns were written, and the character that stands for a carriage return. */
interface SampleLine extends SampleAttributes {
  readonly isSplit?: true;
  readonly carriageReturn?: string;
}

function readAttributes(text: string, header: Header, problems: RecordProblem[]): SampleLine {
  const attributes: Writable<SampleLine> = {};
  for (const { key, value, start, end } of readPairs(text, header)) {
    const wrong = (why: string): void => {
      problems.push({ code: "sample-attribute", severity: "error", span: { start, end }, message: why });
    };
    switch (key) {
      case "id":
      case "profile":
      case "group":
      case "model":
        attributes[key] = value;
        break;
      case "gold":
        if (value === "A" || value === "B") attributes.gold = value;
        else wrong(`gold is A or B, not ${JSON.stringify(value)}: without it no verdict can be compared with gold.`);
        break;
      case "cr":
        if (value.length === 1 && !/\s/.test(value)) attributes.carriageReturn = value;
        else wrong(`cr is one character that stands for a carriage return, not ${JSON.stringify(value)}.`);
        break;
      case "state":
        if (value === "growing") attributes.growing = true;
        else wrong(`state can only be growing, for a trace that is still being written, not ${JSON.stringify(value)}.`);
        break;
      case "turns":
        if (value === "split") attributes.isSplit = true;
        else wrong(`turns can only be split, for turns that were cut out of one text, not ${JSON.stringify(value)}.`);
        break;
      case "off":
        attributes.off = value.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
        break;
      case "step":
      case "score":
      case "result": {
        const number = value.trim() === "" ? NaN : Number(value);
        if (Number.isFinite(number)) attributes[key] = number;
        else wrong(`${key} is a number, not ${JSON.stringify(value)}: it is left out.`);
        break;
      }
      case undefined:
        wrong(
          `${JSON.stringify(value)} is not a key=value pair: write a value with spaces as a JSON string, like id="a b".`,
        );
        break;
      default:
        wrong(
          `@sample knows no ${key}: its keys are id, profile, gold, step, group, model, score, result, state, off, turns and cr.`,
        );
    }
  }
  return attributes;
}

function preamble(text: string, first: Header): RecordProblem {
  const start = text.length - text.trimStart().length;
  return {
    code: "text-before-header",
    severity: "error",
    span: { start, end: text.slice(0, first.start).trimEnd().length },
    message:
      "This text stands before the first header and belongs to no part: put a header such as @completion above it.",
  };
}

function looseText(text: string, header: Header, end: number): RecordProblem {
  const body = text.slice(header.bodyStart, end);
  const start = header.bodyStart + body.length - body.trimStart().length;
  return {
    code: "text-before-header",
    severity: "error",
    span: { start, end: header.bodyStart + body.trimEnd().length },
    message: "This text stands below @sample and belongs to no part: put a header such as @completion above it.",
  };
}

function repeatedPart(header: Header): RecordProblem {
  return {
    code: "repeated-part",
    severity: "error",
    span: { start: header.start, end: header.end },
    message: `A sample has one @${header.name}: this second one is not read. Begin a new sample with @sample, or remove it.`,
  };
}

function callsOfNobody(header: Header): RecordProblem {
  return {
    code: "calls-without-turn",
    severity: "error",
    span: { start: header.start, end: header.end },
    message:
      "These calls belong to no turn and are not read: @calls stands right below the @assistant or @completion whose calls they are.",
  };
}

function crlfProblem(text: string): RecordProblem {
  const at = text.indexOf("\r\n");
  return {
    code: "crlf",
    severity: "information",
    span: { start: at, end: at + 2 },
    message:
      "This file has CRLF line ends. In a .trace file they count as LF: a carriage return that the model wrote cannot be told from them.",
  };
}
