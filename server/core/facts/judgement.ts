import { evalConclusion, type EvalConclusion } from "../verdicts/conclusion";
import { repeatedItems, rubricUses, takenUpAt, type RubricUse, type TakenUp } from "../rubrics/rubricUse";
import type { QuoteCheck } from "../quotes/quoteCheck";
import { QuoteChecker } from "../quotes/quoteChecker";
import { quoteLimits } from "../quotes/quoteLimits";
import type { RecentTexts } from "../quotes/recentTexts";
import { readRubric, rubricLimit, unreadRubric, type Rubric, type RubricItem } from "../rubrics/readRubric";
import { statedVerdict } from "../verdicts/statedVerdict";
import { readVerdicts, type VerdictReadings } from "../verdicts/verdicts";
import type { Part, Sample, TurnRole, Verdict } from "../model/sample";
import { blocksNamed, type BlockNode, type Trace } from "../model/trace";
import { rmR1Reward, type RmR1Reward } from "../rewards/rm-r1/reward";
import { textOf, type Span } from "../text/span";

/** The kinds of task that a judge tells apart. */
export type TaskType = "Chat" | "Reasoning";

/** A `<rubric>` and what it says. */
export interface ReadRubricBlock {
  readonly block: BlockNode;
  readonly rubric: Rubric;
}

/** A `<quote_A>` or `<quote_B>` held against the responses. */
export interface CheckedQuote {
  readonly block: BlockNode;
  /** The response that the quote names. */
  readonly response: Verdict;
  readonly check: QuoteCheck;
  /** For a fabricated quote: the turn of the conversation that says it, if it is none of the two responses' words. */
  readonly turn: QuotedTurn | undefined;
}

/** A turn that says what a judge quotes. */
export interface QuotedTurn {
  readonly role: TurnRole;
  readonly part: Part;
  /** In the part's text. */
  readonly spans: readonly Span[];
}

/** So many turns before the trace are searched for a quote that is in neither response. */
const mostTurns = 20;

/** What is known of a judge's trace. Each fact is computed when it is first asked for. */
export class Judgement {
  private read: VerdictReadings | undefined;
  private readRubrics: readonly ReadRubricBlock[] | undefined;
  private checked: readonly CheckedQuote[] | undefined;

  constructor(
    readonly trace: Trace,
    private readonly sample: Sample,
    private readonly texts: RecentTexts,
  ) {}

  get gold(): Verdict | undefined {
    return this.sample.attributes.gold;
  }

  /** The verdict in its four readings. */
  get readings(): VerdictReadings {
    return (this.read ??= readVerdicts(this.trace, this.gold));
  }

  /** The reward of RL training; undefined without a gold label. */
  get reward(): RmR1Reward | undefined {
    return this.gold && rmR1Reward(this.trace.text, this.gold);
  }

  /** The blocks that hold a verdict, or were to hold one, in text order. */
  get answers(): readonly BlockNode[] {
    return blocksNamed(this.trace, "answer");
  }

  /** The block that declares the task type. */
  get typeBlock(): BlockNode | undefined {
    return blocksNamed(this.trace, "type")[0];
  }

  /** The declared task type; undefined where none is declared, or one that no judge knows. */
  get type(): TaskType | undefined {
    const declared = this.typeBlock && textOf(this.trace.text, this.typeBlock.content).trim().toLowerCase();
    return declared === "chat" ? "Chat" : declared === "reasoning" ? "Reasoning" : undefined;
  }

  get rubrics(): readonly ReadRubricBlock[] {
    return (this.readRubrics ??= this.readAllRubrics());
  }

  get rubricItems(): readonly RubricItem[] {
    return this.rubrics.flatMap(({ rubric }) => rubric.items);
  }

  get evals(): readonly BlockNode[] {
    return blocksNamed(this.trace, "eval");
  }

  /** Where the evaluation takes up each rubric item; undefined beyond the limits of that search. */
  get rubricUses(): readonly RubricUse[] | undefined {
    return rubricUses(this.trace, this.rubricItems, this.evals);
  }

  /** Rubric items that name a criterion again. */
  get repeatedItems(): readonly { readonly item: RubricItem; readonly first: RubricItem }[] {
    return repeatedItems(this.rubricItems);
  }

  /** The quotes, each with how it was found in its response; none where the sample has no responses. */
  get quotes(): readonly CheckedQuote[] {
    return (this.checked ??= this.checkQuotes());
  }

  /** The rubric's items that an evaluation takes up at a place of the trace. */
  takenUpAt(offset: number): readonly TakenUp[] {
    const inEval = this.evals.some(({ content }) => content.start <= offset && offset <= content.end);
    return inEval ? takenUpAt(this.trace, this.rubricUses ?? [], offset) : [];
  }

  /** The quote that a place of the trace lies in, its tags included. */
  quoteAt(offset: number): CheckedQuote | undefined {
    return this.quotes.find(({ block: { span } }) => span.start <= offset && offset <= span.end);
  }

  /** The rubric's item that a place of the trace lies in. */
  rubricItemAt(offset: number): RubricItem | undefined {
    return this.rubricItems.find(({ span }) => span.start <= offset && offset <= span.end);
  }

  /** Which response the last evaluation says is better, where it says so plainly. */
  get conclusion(): EvalConclusion | undefined {
    const last = this.evals.at(-1);
    return last && evalConclusion(this.trace, last);
  }

  /** The verdict that the text states in words, whether or not a reader reads one; undefined where it states none plainly. */
  get statedVerdict(): Verdict | undefined {
    return statedVerdict(this.trace, this.conclusion);
  }

  /** The response of that letter. */
  responsePart(response: Verdict): Part | undefined {
    return response === "A" ? this.sample.responses?.a : this.sample.responses?.b;
  }

  private readAllRubrics(): readonly ReadRubricBlock[] {
    let length = 0;
    return blocksNamed(this.trace, "rubric").map((block) => {
      length += block.content.end - block.content.start;
      return { block, rubric: length > rubricLimit ? unreadRubric : readRubric(this.trace, block) };
    });
  }

  private checkQuotes(): readonly CheckedQuote[] {
    const { responses: given } = this.sample;
    if (given === undefined) return [];
    const blocks = [...blocksNamed(this.trace, "quote_A"), ...blocksNamed(this.trace, "quote_B")];
    if (blocks.length === 0) return [];
    blocks.sort((one, other) => one.span.start - other.span.start);
    const a = this.texts.of(given.a.text);
    const b = this.texts.of(given.b.text);
    const checker = new QuoteChecker();
    return blocks.map((block) => {
      const response = block.name === "quote_A" ? "A" : "B";
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
    for (const { role, part } of this.sample.turns.slice(-mostTurns)) {
      if (part === undefined || part.text.length > quoteLimits.response) continue;
      const spans = checker.literalIn(quote, this.texts.of(part.text));
      if (spans !== undefined) return { role, part, spans };
    }
    return undefined;
  }
}
