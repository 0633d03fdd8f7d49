import type { Part, PartRole, Sample, SampleAttributes, StructuredCall, Turn } from "../../model/sample";
import type { SourceMap } from "../../text/sourceMap";
import { judgedResponses } from "../fields/judgePrompt";
import { readBody, writeBody } from "./bodies";
import { writeCallLine } from "./callLines";

/** A record as `.trace` text, and the places of its parts. */
export interface WrittenTraceFile {
  readonly text: string;
  readonly parts: readonly WrittenPart[];
  /** Its headers in order, with what is below each. */
  readonly sections: readonly WrittenSection[];
}

/** A header line, and the part or the calls written below it; neither if the record has none there. */
export interface WrittenSection {
  readonly header: string;
  readonly part?: Part;
  readonly calls?: readonly StructuredCall[];
}

export interface WrittenPart {
  /** The part in the record. */
  readonly part: Part;
  /** The place of its text in the `.trace` text. */
  readonly source: SourceMap;
}

/** A longer group key is the prompt itself, which the document shows anyway. */
const longestGroup = 80;

/**
 * Writes a record's samples as `.trace` text, the inverse of reading. The text is for a person to read and, through the
 * map of its parts, to edit.
 *
 * Reading the text gives the same samples again: their turns, texts, calls and attributes. A carriage return, which no
 * editor keeps within a line, is written as another character that `@sample cr=…` names. A group key that is a text
 * ({@link longestGroup}) is not written. Lone halves of surrogate pairs stay as they are, although UTF-8 cannot hold
 * them.
 *
 * Samples of one dialogue become one; samples that share less (RM-Bench's three) follow one another.
 *
 * @param profile written if a sample names none
 */
export function writeTraceFile(samples: readonly Sample[], profile?: string): WrittenTraceFile {
  const writer = new Writer(carriageReturnFor(samples));
  for (const { last, traces } of dialogues(samples)) writer.dialogue(last, traces, profile);
  return { text: writer.text, parts: writer.parts, sections: writer.sections };
}

/** Samples that form one dialogue. */
export interface DialogueOfSamples {
  /** The sample with all turns. */
  readonly last: Sample;
  /** The turns of `last` that are the completions of the other samples. */
  readonly traces: ReadonlySet<number>;
  /** The turns of `last` that the model wrote before a trace in the same turn. */
  readonly fragments: ReadonlySet<number>;
}

/** Groups samples that form one dialogue: a record's traces that follow one another in it. */
export function dialogues(samples: readonly Sample[]): DialogueOfSamples[] {
  const found: DialogueOfSamples[] = [];
  for (let i = samples.length - 1; i >= 0;) {
    const last = samples[i] as Sample;
    const traces = new Set<number>();
    const fragments = new Set<number>();
    for (i--; i >= 0 && isEarlier(samples[i] as Sample, last); i--) {
      const earlier = samples[i] as Sample;
      // A fragment is not judged on its own: it is shown as what the model said before.
      (earlier.fragment === undefined ? traces : fragments).add(earlier.turns.length);
    }
    found.unshift({ last, traces, fragments });
  }
  return found;
}

/** Whether a sample's completion is an assistant turn of a longer one, after the same turns. */
function isEarlier(sample: Sample, longer: Sample): boolean {
  const turn = longer.turns[sample.turns.length];
  const before = sample.turns.at(-1);
  return (
    turn?.role === "assistant" &&
    (turn.part?.text ?? "") === sample.completion.text &&
    before?.part?.text === longer.turns[sample.turns.length - 1]?.part?.text
  );
}

class Writer {
  text = "";
  readonly parts: WrittenPart[] = [];
  readonly sections: WrittenSection[] = [];

  constructor(private readonly carriageReturn: string | undefined) {}

  dialogue(sample: Sample, traces: ReadonlySet<number>, profile: string | undefined): void {
    const isSplit = sample.rollout?.text !== undefined || sample.rollout?.isSplit === true;
    this.section({ header: `@sample${this.pairs({ profile, ...sample.attributes }, isSplit)}` });
    const { turns, tools, completion, groundTruth, responses } = sample;
    turns.forEach((turn, i) => this.turn(turn, traces.has(i)));
    if (tools !== undefined) this.part("tools", tools);
    const audited = sample.unanswered !== true && completion !== groundTruth;
    if (audited) {
      this.part("completion", completion);
      this.calls(sample.calls);
    }
    if (groundTruth !== undefined) this.part("ground_truth", groundTruth);
    if (responses !== undefined && !showResponses(turns, responses)) {
      this.part("response_a", responses.a);
      this.part("response_b", responses.b);
    }
  }

  private section(section: WrittenSection): void {
    this.sections.push(section);
    this.text += `${section.header}\n`;
  }

  private turn({ role, part, calls, answers }: Turn, isTrace: boolean): void {
    const context = role === "assistant" && !isTrace ? " context" : "";
    const name = `${role}${context}${answers === undefined ? "" : ` answers=${pairValue(answers)}`}`;
    if (part === undefined) this.section({ header: `@${name}` });
    else this.part(role, part, name);
    this.calls(calls);
  }

  private calls(calls: Sample["calls"]): void {
    if (calls.length === 0) return;
    this.section({ header: "@calls", calls });
    this.text += calls.map((call) => `${writeCallLine(call)}\n`).join("");
  }

  private part(role: PartRole, part: Part, header: string = role): void {
    const { carriageReturn } = this;
    const body = `${writeBody(part.text, { carriageReturn })}\n`;
    this.section({ header: `@${header}`, part });
    const start = this.text.length;
    this.text += body;
    let map: SourceMap | undefined;
    const whole = (): string => this.text;
    this.parts.push({
      part,
      // Built on first use: most records are only read.
      get source() {
        map ??= readBody(role, whole(), start, start + body.length, carriageReturn).source;
        return map;
      },
    });
  }

  private pairs(
    attributes: { readonly [K in keyof SampleAttributes]?: SampleAttributes[K] | undefined },
    isSplit: boolean,
  ): string {
    const { id, group, profile, gold, step, model, score, result, growing, off } = attributes;
    const state = growing === true ? "growing" : undefined;
    const short = group !== undefined && group.length <= longestGroup ? group : undefined;
    // The other attributes belong to the run, not to the trace. They are shown next to it.
    const turns = isSplit ? "split" : undefined;
    const given = { id, profile, gold, step, model, score, result, state, off, group: short, turns };
    return Object.entries({ ...given, cr: this.carriageReturn })
      .map(([key, value]) => (value === undefined ? "" : ` ${key}=${pairValue(String(value))}`))
      .join("");
  }
}

function pairValue(value: string): string {
  return /^[^\s"\\]+$/.test(value) ? value : JSON.stringify(value);
}

/** Whether the prompt shows the two responses so that a reader of the `.trace` text finds them as well. */
function showResponses(turns: readonly Turn[], responses: NonNullable<Sample["responses"]>): boolean {
  const asked = turns.findLast(({ role }) => role === "user" || role === "prompt")?.part;
  const shown = asked && judgedResponses(asked);
  return shown?.a.text === responses.a.text && shown.b.text === responses.b.text;
}

/**
 * The character that stands for a carriage return: one that no text holds. Undefined if no text has carriage returns.
 */
function carriageReturnFor(samples: readonly Sample[]): string | undefined {
  const texts = samples.flatMap(textsOf);
  if (!texts.some((text) => text.includes("\r"))) return undefined;
  for (let code = firstPrivate; code <= lastPrivate; code++) {
    const candidate = code === firstPrivate ? "␍" : String.fromCharCode(code);
    if (!texts.some((text) => text.includes(candidate))) return candidate;
  }
  return "␍";
}

/** Unicode's private use area, which texts are unlikely to use. */
const firstPrivate = 0xe000;
const lastPrivate = 0xe0ff;

function textsOf({ turns, tools, completion, groundTruth, responses }: Sample): string[] {
  const parts = [...turns.map(({ part }) => part), tools, completion, groundTruth, responses?.a, responses?.b];
  return parts.flatMap((part) => (part === undefined ? [] : [part.text]));
}
