import { evalConclusion, type EvalConclusion } from "../verdicts/conclusion";
import { repeatedItems, rubricUses, takenUpAt, type RubricUse, type TakenUp } from "../rubrics/rubricUse";
import type { QuoteCheck } from "../quotes/quoteCheck";
import { QuoteChecker } from "../quotes/quoteChecker";
import { quoteLimits } from "../quotes/quoteLimits";
import type { RecentTexts } from "../quotes/recentTexts";
import { readRubric, rubricLimit, unreadRubric, type Rubric, type RubricItem } from "../rubrics/readRubric";
import { statedVerdict } from "../verdicts/statedVerdict";
import type { VerdictStake } from "../verdicts/verdictStake";
import type { VerdictForm } from "../verdicts/verdictForm";
import { lastAnswer, readVerdicts, type VerdictReading, type VerdictReadings } from "../verdicts/verdicts";
import type { Profile } from "../model/profile";
import { tagOf, tagsOf, taskTypes, type TagRole } from "../model/role";
import type { Part, Sample, TurnRole, Verdict } from "../model/sample";
import { blocksNamed, tagText, type BlockNode, type Trace } from "../model/trace";
import { textOf, type Span } from "../text/span";

/** A rubric and its content. */
export interface ReadRubricBlock {
  readonly block: BlockNode;
  readonly rubric: Rubric;
}

/** A quote of a response, compared with both responses. */
export interface CheckedQuote {
  readonly block: BlockNode;
  /** The response that the quote names. */
  readonly response: Verdict;
  readonly check: QuoteCheck;
  /** For a fabricated quote: the turn of the conversation that contains it, if neither response does. */
  readonly turn: QuotedTurn | undefined;
}

/** A turn that contains what a judge quotes. */
export interface QuotedTurn {
  readonly role: TurnRole;
  readonly part: Part;
  /** In the part's text. */
  readonly spans: readonly Span[];
}

/** The number of turns before the trace that are searched for a quote that is in neither response. */
const maxTurns = 20;

/** What is known about a judge's trace. Each fact is computed on first use. */
export class Judgement {
  private read: VerdictReadings | undefined;
  private readRubrics: readonly ReadRubricBlock[] | undefined;
  private checked: readonly CheckedQuote[] | undefined;

  constructor(
    readonly trace: Trace,
    private readonly sample: Sample,
    private readonly profile: Profile,
    /** How the profile writes a verdict. */
    readonly form: VerdictForm,
    /** What the verdict is worth in the shown reward; undefined if no known reward pays for it. */
    readonly stake: VerdictStake | undefined,
    private readonly texts: RecentTexts,
  ) {}

  get gold(): Verdict | undefined {
    return this.sample.attributes.gold;
  }

  /** The verdict in its four readings. */
  get readings(): VerdictReadings {
    return (this.read ??= readVerdicts(this.trace, this.form, this.gold));
  }

  /** The reading that the known reward uses; undefined if no reward pays for the verdict. */
  get paidReading(): VerdictReading | undefined {
    return Object.values(this.readings).find(({ name }) => name === this.stake?.reading);
  }

  /** The blocks that hold a verdict, or should hold one, in text order. */
  get answers(): readonly BlockNode[] {
    return this.blocks("verdict");
  }

  /** The last of them at the top level. */
  get lastAnswer(): BlockNode | undefined {
    return lastAnswer(this.trace, this.form);
  }

  /** The blocks of a role, at any depth, in text order. */
  blocks(role: TagRole): readonly BlockNode[] {
    return blocksNamed(this.trace, tagsOf(this.profile, role));
  }

  /** The profile's tag of a role. */
  tag(role: TagRole): string | undefined {
    return tagOf(this.profile, role);
  }

  /** The kinds of task that the profile distinguishes. */
  get types(): readonly string[] {
    return taskTypes(this.profile);
  }

  /** The block that declares the task type. */
  get typeBlock(): BlockNode | undefined {
    return this.blocks("task-type")[0];
  }

  /** The declared task type; undefined if none is declared, or if it is unknown. */
  get type(): string | undefined {
    const declared = this.typeBlock && textOf(this.trace.text, this.typeBlock.content).trim().toLowerCase();
    return this.types.find((type) => type.toLowerCase() === declared);
  }

  /** Does the declared task type require this tag? */
  isDue(tag: string): boolean {
    return this.type !== undefined && this.profile.tags[tag]?.dueFor === this.type;
  }

  /** The tags that a task type requires. */
  readonly dueTags = (type: string): readonly string[] =>
    Object.keys(this.profile.tags).filter((tag) => this.profile.tags[tag]?.dueFor === type);

  /** What a task type requires, in words: "a rubric". */
  readonly dueRoles = (type: string): readonly string[] =>
    this.dueTags(type).map((tag) => {
      const role = this.profile.tags[tag]?.role ?? null;
      return role === null ? tagText("opener", tag) : `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
    });

  /** The blocks that a task type requires. */
  readonly dueBlocks = (type: string): readonly BlockNode[] => blocksNamed(this.trace, this.dueTags(type));

  /** The blocks that only a different task type requires, with that type. */
  dueElsewhere(type: string): readonly { readonly block: BlockNode; readonly type: string }[] {
    return this.types.flatMap((other) =>
      other === type ? [] : this.dueBlocks(other).map((block) => ({ block, type: other })),
    );
  }

  get rubrics(): readonly ReadRubricBlock[] {
    return (this.readRubrics ??= this.readAllRubrics());
  }

  get rubricItems(): readonly RubricItem[] {
    return this.rubrics.flatMap(({ rubric }) => rubric.items);
  }

  get evals(): readonly BlockNode[] {
    return this.blocks("evaluation");
  }

  /** Where the evaluation addresses each rubric item; undefined beyond the limits of that search. */
  get rubricUses(): readonly RubricUse[] | undefined {
    return rubricUses(this.trace, this.rubricItems, this.evals);
  }

  /** Rubric items that repeat a criterion. */
  get repeatedItems(): readonly { readonly item: RubricItem; readonly first: RubricItem }[] {
    return repeatedItems(this.rubricItems);
  }

  /** The quotes, each with the way it was found in its response; empty if the sample has no responses. */
  get quotes(): readonly CheckedQuote[] {
    return (this.checked ??= this.checkQuotes());
  }

  /** The rubric's items that an evaluation addresses at a place of the trace. */
  takenUpAt(offset: number): readonly TakenUp[] {
    const inEval = this.evals.some(({ content }) => content.start <= offset && offset <= content.end);
    return inEval ? takenUpAt(this.trace, this.rubricUses ?? [], offset) : [];
  }

  /** The quote, including its tags, that contains a place of the trace. */
  quoteAt(offset: number): CheckedQuote | undefined {
    return this.quotes.find(({ block: { span } }) => span.start <= offset && offset <= span.end);
  }

  /** The rubric's item that contains a place of the trace. */
  rubricItemAt(offset: number): RubricItem | undefined {
    return this.rubricItems.find(({ span }) => span.start <= offset && offset <= span.end);
  }

  /** The response that the last evaluation says is better, if it says so plainly. */
  get conclusion(): EvalConclusion | undefined {
    const last = this.evals.at(-1);
    return last && evalConclusion(this.trace, last);
  }

  /**
   * The verdict that the text states in words, whether or not a reader reads one; undefined if it states none plainly.
   */
  get statedVerdict(): Verdict | undefined {
    return statedVerdict(this.trace, this.conclusion, this.form);
  }

  /** The response of that letter. */
  responsePart(response: Verdict): Part | undefined {
    return response === "A" ? this.sample.responses?.a : this.sample.responses?.b;
  }

  private readAllRubrics(): readonly ReadRubricBlock[] {
    let length = 0;
    return this.blocks("rubric").map((block) => {
      length += block.content.end - block.content.start;
      return { block, rubric: length > rubricLimit ? unreadRubric : readRubric(this.trace, block) };
    });
  }

  private checkQuotes(): readonly CheckedQuote[] {
    const { responses: given } = this.sample;
    if (given === undefined) return [];
    const ofA = new Set(this.blocks("quote-of-A"));
    const blocks = [...ofA, ...this.blocks("quote-of-B")];
    if (blocks.length === 0) return [];
    blocks.sort((one, other) => one.span.start - other.span.start);
    const a = this.texts.of(given.a.text);
    const b = this.texts.of(given.b.text);
    const checker = new QuoteChecker();
    return blocks.map((block) => {
      const response = ofA.has(block) ? "A" : "B";
      const [named, other] = response === "A" ? [a, b] : [b, a];
      const quote = textOf(this.trace.text, block.content);
      const check = checker.check(quote, named, other);
      return {
        block,
        response,
        check,
        turn: check.step === "fabricated" ? this.turnThatSays(quote, checker) : undefined,
      };
    });
  }

  private turnThatSays(quote: string, checker: QuoteChecker): QuotedTurn | undefined {
    for (const { role, part } of this.sample.turns.slice(-maxTurns)) {
      if (part === undefined || part.text.length > quoteLimits.response) continue;
      const spans = checker.literalIn(quote, this.texts.of(part.text));
      if (spans !== undefined) return { role, part, spans };
    }
    return undefined;
  }
}
