import { RecentTexts } from "../quotes/recentTexts";
import type { DialectTool } from "../dialects/dialect";
import { anyDialect, type Profile } from "../model/profile";
import type { Part, Sample } from "../model/sample";
import type { Trace } from "../model/trace";
import type { TraceParser } from "../parse/parseTrace";
import type { VerdictStake } from "../verdicts/verdictStake";
import { formsRead, type JudgeForm } from "../verdicts/forms/form";
import { JudgedText } from "../verdicts/forms/judgedText";
import { askedScale, type Scale } from "../verdicts/forms/askedScale";
import { formOfAnswer } from "../verdicts/forms/recogniseForm";
import { inventedQuotes, type InventedQuote } from "./inventedQuotes";
import { VerdictForm } from "../verdicts/verdictForm";
import {
  computedParts,
  paysFor,
  rewardOf,
  verdictStake,
  type ComputedPart,
  type Expected,
  type FileReward,
  type Paid,
  type RewardOptions,
  type RewardResult,
} from "../rewards";
import { readDialect, type DialectReading } from "../dialects/read";
import type { Fault } from "../dialects/reading";
import { CallFromDialect } from "../dialects/callFromDialect";
import { readCallBlocks, readStructuredCalls, type Call, type SampleCallBlock } from "../dialects/sampleCalls";
import { besideConvention } from "./besideConvention";
import { CallComparison, expectedOf } from "./callComparison";
import { checkCalls, type CheckedCalls } from "./callCheck";
import { notAmong } from "./callIdentity";
import { Judgement } from "./judgement";
import { cutOffOf, type CutOff } from "./cutOff";
import { dialectOfText } from "./dialectOfTraces";
import { dialectTools } from "./dialectTools";
import { isGivenAsData } from "./givenAsData";
import { layoutOf, type LayoutFacts } from "./layout";
import { PartFacts } from "./partFacts";
import { isOneTurn, serverReadings, type ServerReadings } from "./serverReadings";
import { readTools, type Tools } from "./tools";

/**
 * What has been read from one sample: the rules' only source besides the sample itself.
 *
 * Each fact is computed on first use, and only once. A new kind of trace adds its facts as a file in this folder and a
 * getter here.
 */
export class Facts {
  private readonly parts = new Map<Part, PartFacts>();
  private lastPart: Part | undefined;
  private lastFacts: PartFacts | undefined;
  private rewardRead: { readonly reward: RewardResult | undefined } | undefined;
  private partsComputed: readonly ComputedPart[] | undefined;
  private compared: { readonly calls: CallComparison | undefined } | undefined;
  private form: { readonly known: VerdictForm | undefined } | undefined;
  private forms: readonly JudgeForm[] | undefined;
  private earlier: readonly Call[] | undefined;
  private expectedRead: { readonly expected: Expected | undefined } | undefined;
  private toolsRead: { readonly tools: Tools | undefined } | undefined;
  private byServers: { readonly readings: ServerReadings | undefined } | undefined;
  private toolsOfDialect: readonly DialectTool[] | undefined;

  constructor(
    readonly sample: Sample,
    readonly profile: Profile,
    private readonly parse: TraceParser,
    private readonly texts = new RecentTexts(),
    /** The variant and step under which the sample is shown; empty for the profile's own reward. */
    readonly rewardOptions: RewardOptions = {},
    /**
     * What is known about the rewards that the sample's file records; undefined if none is recorded, or if nobody
     * looked.
     */
    readonly paid?: FileReward,
    /** Facts of the sample before an edit, by the same profile: unchanged parts are not read again. */
    before?: Facts,
  ) {
    if (before === undefined) return;
    for (const part of [sample.completion, sample.groundTruth]) {
      const known = part && before.parts.get(part);
      if (part !== undefined && known !== undefined) this.parts.set(part, new PartFacts(known));
    }
  }

  /** The tree of one of the sample's texts. */
  traceOf(part: Part): Trace {
    return (this.of(part).trace ??= this.parse(part.text));
  }

  /** The top-level blocks of a trace, compared with the profile's order. */
  layout(part: Part): LayoutFacts {
    return (this.of(part).layout ??= layoutOf(this.traceOf(part), this.profile));
  }

  /** The blocks of calls in a trace, piece by piece. */
  callBlocks(part: Part): readonly SampleCallBlock[] {
    return (this.of(part).callBlocks ??= readCallBlocks(part, this.traceOf(part), this.profile));
  }

  /** The calls of a trace that can be read; the completion's with those that the record gives as data. */
  calls(part: Part): readonly Call[] {
    return (this.of(part).calls ??= this.readCalls(part));
  }

  private readCalls(part: Part): readonly Call[] {
    const written = this.writtenCalls(part);
    const { completion, calls } = this.sample;
    if (part !== completion || calls.length === 0) return written;
    return [...written, ...notAmong(readStructuredCalls(calls, part), written)];
  }

  private writtenCalls(part: Part): readonly Call[] {
    const reading = this.reading(part);
    if (reading !== undefined) return reading.calls.map((call) => new CallFromDialect(part, call));
    const blocks = this.callBlocks(part);
    const [only] = blocks;
    return blocks.length === 1 && only !== undefined ? only.calls : blocks.flatMap(({ calls }) => calls);
  }

  /** The calls of a trace held against the tools that they name. */
  checkedCalls(part: Part): CheckedCalls {
    return (this.of(part).checkedCalls ??= checkCalls(this, part));
  }

  /**
   * A trace as read by its dialect: the one that its profile names, or the one that the trace shows if no profile fits.
   * Undefined if the profile defines its own calls, or if no dialect is known.
   */
  reading(part: Part): DialectReading | undefined {
    return (this.of(part).reading ??= { is: this.readByDialect(part) }).is;
  }

  /** A trace as its dialect means it, whoever reads its calls for the rules. Undefined where no dialect is known. */
  meant(part: Part): DialectReading | undefined {
    if (this.profile.calls === null) return this.reading(part);
    return (this.of(part).meant ??= { is: this.readAsMeant(part) }).is;
  }

  /** Calls beside the blocks that the profile's own reader sees: in another dialect, or without their tags. */
  besideConvention(part: Part): readonly Fault[] {
    return (this.of(part).beside ??= besideConvention(part, this));
  }

  /** What is wrong with the form of a trace's calls, as a dialect knows it. */
  faults(part: Part): readonly Fault[] {
    return this.reading(part)?.faults ?? this.besideConvention(part);
  }

  /** What servers and trainers make of the completion; undefined where no dialect is known, and of several turns. */
  get serverReadings(): ServerReadings | undefined {
    if (this.byServers === undefined) {
      const { completion } = this.sample;
      const meant = this.meant(completion);
      const isRead = meant !== undefined && isOneTurn(meant);
      this.byServers = { readings: isRead ? serverReadings(completion.text, meant, this.dialectTools) : undefined };
    }
    return this.byServers.readings;
  }

  /** Where a trace breaks off; undefined if it seems complete. */
  cutOff(part: Part): CutOff | undefined {
    return (this.of(part).cutOff ??= { is: cutOffOf(part, this) }).is;
  }

  /** Rules ask about one part again and again: the last one is not looked up. */
  private of(part: Part): PartFacts {
    if (this.lastPart === part && this.lastFacts !== undefined) return this.lastFacts;
    let known = this.parts.get(part);
    if (known === undefined) this.parts.set(part, (known = new PartFacts()));
    this.lastPart = part;
    return (this.lastFacts = known);
  }

  /**
   * Id of the dialect of the completion's calls, `data` if the record gives them as data; undefined if none is known.
   */
  get dialect(): string | undefined {
    const { completion, calls: given } = this.sample;
    if (given.length > 0 && this.calls(completion).length === given.length) return "data";
    const named = this.profile.dialect === anyDialect ? null : this.profile.dialect;
    return this.profile.calls === null ? this.reading(completion)?.dialect : (named ?? undefined);
  }

  private readByDialect(part: Part): DialectReading | undefined {
    return this.profile.calls === null ? this.readAsMeant(part) : undefined;
  }

  private readAsMeant(part: Part): DialectReading | undefined {
    if (part === this.sample.completion && isGivenAsData(this.sample)) return undefined;
    const dialect = dialectOfText(part.text, this.profile.dialect, () => this.dialectTools);
    return dialect && readDialect(part.text, dialect, { tools: this.dialectTools });
  }

  /** The tools that calls can name; undefined if nothing lists them. */
  get tools(): Tools | undefined {
    this.toolsRead ??= { tools: readTools(this.sample) };
    return this.toolsRead.tools;
  }

  /** The tools as dialects and servers need them; none where nothing says which there are. */
  get dialectTools(): readonly DialectTool[] {
    return (this.toolsOfDialect ??= dialectTools(this.sample, this.tools));
  }

  /**
   * The reward of the sample by its profile, at the sample's step, or under the requested variant and step; undefined
   * if there is nothing to score.
   */
  get reward(): RewardResult | undefined {
    this.rewardRead ??= { reward: rewardOf(this, this.rewardOptions) };
    return this.rewardRead.reward;
  }

  /** What can be computed if no reward is known. */
  get computedParts(): readonly ComputedPart[] {
    return (this.partsComputed ??= computedParts(this, this.paid));
  }

  /** The calls that the model made in the turns before the trace. */
  get earlierCalls(): readonly Call[] {
    return (this.earlier ??= this.sample.turns.flatMap(({ role, part, calls }) => {
      if (role !== "assistant") return [];
      const written = part === undefined ? [] : this.calls(part);
      return [...written, ...readStructuredCalls(calls, part ?? this.sample.completion)];
    }));
  }

  /** Does the completion hold something that is to be a call and cannot be read as one? */
  get hasUnreadCalls(): boolean {
    const { completion } = this.sample;
    const isBroken = this.callBlocks(completion).some(({ pieces }) => pieces.some(({ form }) => form === "broken"));
    return isBroken || (this.reading(completion)?.faults.length ?? 0) > 0;
  }

  /** The calls of a text, which may be in another dialect than the profile's. */
  private callsInAnyDialect(part: Part): readonly Call[] {
    const calls = this.calls(part);
    if (calls.length > 0 || /^\s*(?:\[\s*)?\{/.test(part.text)) return calls;
    const dialect = dialectOfText(part.text, anyDialect, () => []);
    const read = dialect && readDialect(part.text, dialect, { tools: this.dialectTools });
    return read?.calls.map((call) => new CallFromDialect(part, call)) ?? [];
  }

  /** What the ground truth asks for; undefined where it holds no calls. */
  get expected(): Expected | undefined {
    this.expectedRead ??= { expected: expectedOf(this.sample, (part) => this.callsInAnyDialect(part)) };
    return this.expectedRead.expected;
  }

  /** The completion's calls held against the ground truth's; undefined where there is nothing to compare. */
  get callComparison(): CallComparison | undefined {
    this.compared ??= { calls: CallComparison.of(this) };
    return this.compared.calls;
  }

  /** What is known about a judge's trace; undefined if the profile has no tag for a verdict. */
  judgement(part: Part): Judgement | undefined {
    const form = (this.form ??= { known: VerdictForm.of(this.profile) }).known;
    if (form === undefined) return undefined;
    return (this.of(part).judgement ??= new Judgement(
      this.traceOf(part),
      this.sample,
      this.profile,
      form,
      this.verdictStake,
      this.texts,
    ));
  }

  /** The forms of verdicts that the profile's programs read; none where it names no such program. */
  get judgeForms(): readonly JudgeForm[] {
    return (this.forms ??= formsRead(this.profile.readers));
  }

  /** A judge's answer in the form that prompt and answer show; undefined where they show none, or no judge's is read. */
  judged(part: Part): JudgedText | undefined {
    if (this.judgeForms.length === 0) return undefined;
    return (this.of(part).judged ??= { is: this.readJudged(part) }).is;
  }

  private readJudged(part: Part): JudgedText | undefined {
    const form = formOfAnswer(this.promptText, part.text, this.judgeForms);
    return form && new JudgedText(form, part.text);
  }

  /** The turns before the trace as one text. */
  private get promptText(): string {
    return this.sample.turns.map((turn) => turn.part?.text ?? "").join("\n");
  }

  /** What a judge's free text quotes and nobody said; none where its profile has a tag for quotes. */
  inventedQuotes(part: Part): readonly InventedQuote[] {
    return this.judged(part) === undefined ? [] : inventedQuotes(this.sample, part, this.texts);
  }

  /** The scale of scores that the prompt asks for. */
  get askedScale(): Scale | undefined {
    return askedScale(this.promptText);
  }

  /** Does the known reward pay for that? Only then can a message say that it costs reward. */
  paysFor(what: Paid): boolean {
    return paysFor(this.profile.reward, what);
  }

  /** The training step that rewards are shown for. */
  get step(): number {
    return this.rewardOptions.step ?? this.sample.attributes.step ?? 0;
  }

  private get verdictStake(): VerdictStake | undefined {
    return verdictStake(this.profile.reward, this.step);
  }

  /** What the model said before the trace in the same turn, in texts of their own. */
  get earlierTexts(): readonly Part[] {
    return this.sample.earlier?.map(({ part }) => part) ?? [];
  }

  /** The texts that are traces: the completion, and the ground truth if it contains tags of the profile. */
  get traced(): readonly Part[] {
    const { completion, groundTruth } = this.sample;
    if (groundTruth === undefined || groundTruth === completion) return [completion];
    const isTrace = this.traceOf(groundTruth).children.some((node) => node.kind !== "text");
    return isTrace ? [completion, groundTruth] : [completion];
  }
}
