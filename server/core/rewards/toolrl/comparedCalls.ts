import { hashable } from "../../python/equality";
import type { Span } from "../../text/span";
import type {
  ArgumentStatus,
  BetterMatching,
  CallLines,
  ComparedArgument,
  ComparedCall,
  ComparedCalls,
  ComparedPair,
  Share,
  SpuriousCall,
  WholeCalls,
} from "../shape/comparedCalls";
import type { OfficialCallBlock } from "./calls";
import type { CallPair, CallPlace, MatchingPart, ToolRLDerivation } from "./derivation";
import type { ParameterComparison } from "./parameters";
import type { ToolRLVariant } from "./variants";

/**
 * ToolRL's matching of calls in the shape common to all rewards. In variants that pay by points, the names and values
 * of arguments each have their share; `finegrained` pays values, but names only if all are the same; the others pay
 * calls as a whole.
 */
export class ToolRLCalls implements ComparedCalls {
  readonly base: number;
  private matched: readonly ComparedPair[] | undefined;
  private others: readonly SpuriousCall[] | undefined;
  private single: { readonly calls: ComparedCalls | undefined } | undefined;

  /**
   * @param weight multiplies the part
   * @param rematch computes the derivation under `default`, which matches calls one by one
   * @param pays false if another variant pays: then no cost is known
   */
  constructor(
    private readonly derivation: ToolRLDerivation,
    private readonly weight: number,
    private readonly rematch: () => ToolRLDerivation | undefined,
    private readonly pays = true,
  ) {
    const { min, outcome } = derivation.correctnessPart;
    this.base = outcome === "nothing-expected" ? 0 : min * weight;
  }

  get identical(): boolean {
    return this.derivation.correctnessPart.identical;
  }

  get perPoint(): number | undefined {
    return this.matching && this.worth;
  }

  get names(): Share | undefined {
    return this.matching && { earned: this.matching.names.points * this.worth, possible: this.worth };
  }

  get pairs(): readonly ComparedPair[] {
    return (this.matched ??= this.matching?.pairs.map((pair) => this.pair(pair)) ?? []);
  }

  get spurious(): readonly SpuriousCall[] {
    return (this.others ??= this.derivation.correctnessPart.spurious.map((call) => ({
      call: comparedCall(call),
      cost: this.costOfSpurious(call),
    })));
  }

  get spuriousUnpunished(): boolean {
    return this.derivation.correctnessPart.spuriousUnpunished;
  }

  get whole(): WholeCalls | undefined {
    const { matching, outcome, failure, truth, min, max } = this.derivation.correctnessPart;
    if (matching !== undefined || outcome === "nothing-expected" || truth === undefined) return undefined;
    const note =
      outcome === "unequal"
        ? "They are not all equal to the ground truth's, in its order: the minimum."
        : `${failure?.message ?? "They cannot be read"}: the minimum.`;
    return { note, possible: (max - min) * this.weight, absent: failure?.code === "no-opener" };
  }

  get better(): BetterMatching | undefined {
    if (this.matching?.optimal.kind !== "better") return undefined;
    const { points, calls } = this.matching.optimal;
    return { gain: this.cost(points - this.matching.points), calls };
  }

  get truth(): CallLines | undefined {
    return linesOf(this.derivation.correctnessPart.truth);
  }

  get completion(): CallLines | undefined {
    return linesOf(this.derivation.correctnessPart.completion);
  }

  get oneByOne(): ComparedCalls | undefined {
    this.single ??= { calls: paysByPoints(this.derivation.variant) ? this : this.rematched() };
    return this.single.calls;
  }

  private get matching(): MatchingPart | undefined {
    return this.derivation.correctnessPart.matching;
  }

  private get worth(): number {
    return (this.matching?.perPoint ?? 0) * this.weight;
  }

  private rematched(): ComparedCalls | undefined {
    const derivation = this.rematch();
    return derivation && new ToolRLCalls(derivation, this.weight, this.rematch, false);
  }

  private pair(pair: CallPair): ComparedPair {
    const { truth, call, points, maxPoints, unmatched, parameters } = pair;
    return {
      truth: comparedCall(truth),
      call: call && comparedCall(call),
      unmatched,
      earned: points * this.worth,
      possible: maxPoints * this.worth,
      cost: call === undefined ? this.cost(maxPoints) : undefined,
      arguments: parameters.map((parameter) => this.argument(parameter, parameters)),
    };
  }

  private argument(parameter: ParameterComparison, all: readonly ParameterComparison[]): ComparedArgument {
    const { name, status, truth, call } = parameter;
    const { variant } = this.derivation;
    const paid = paysValues(variant) && status !== "extra";
    return {
      name,
      status,
      truth,
      call,
      earned: paid && (status === "equal" || status === "coerced") ? this.worth : 0,
      possible: paid ? this.worth : 0,
      cost: this.cost(pointsOf(status, all)),
    };
  }

  /** Without the spurious call the names of the tools agree more, unless its name is one of the ground truth's. */
  private costOfSpurious(call: CallPlace): number | undefined {
    const { matching } = this;
    const { completion, truth } = this.derivation.correctnessPart;
    if (matching === undefined || completion === undefined || truth === undefined) return undefined;
    const [given, expected] = [completion, truth].map((block) => block.lines.length) as [number, number];
    const both = given + expected;
    const names = matching.names.points;
    const common = Math.round((names * both) / (1 + names));
    if (this.isNeeded(call)) return this.cost(0);
    return this.cost((both - 1 - common === 0 ? 1 : common / (both - 1 - common)) - names);
  }

  /** Whether there are no more calls of its name than in the ground truth. Then leaving it out loses a common name. */
  private isNeeded({ name }: CallPlace): boolean {
    const key = name && hashable(name.value);
    if (key === undefined || this.matching === undefined) return false;
    const is = (place: CallPlace): boolean => place.name !== undefined && hashable(place.name.value) === key;
    const { pairs } = this.matching;
    const expected = pairs.filter(({ truth }) => is(truth)).length;
    const answering = pairs.filter(({ call }) => call !== undefined && is(call)).length;
    const spurious = this.derivation.correctnessPart.spurious.filter(is).length;
    return answering + spurious <= expected;
  }

  /** What this many points are worth; undefined if this variant does not pay by points. */
  private cost(points: number): number | undefined {
    return this.pays && paysByPoints(this.derivation.variant) ? points * this.worth : undefined;
  }
}

/** Whether the variant pays for each value, and for names by how many agree. */
export function paysByPoints(variant: ToolRLVariant): boolean {
  return variant !== "finegrained" && paysValues(variant);
}

/** Whether the variant pays for each value. */
function paysValues(variant: ToolRLVariant): boolean {
  return variant !== "intermediate" && variant !== "coarse";
}

/** How many points fixing that one parameter adds: for its value, and for the names that then agree. */
function pointsOf(status: ArgumentStatus, all: readonly ParameterComparison[]): number {
  const common = all.filter((one) => one.status !== "missing" && one.status !== "extra").length;
  const union = all.length;
  switch (status) {
    case "equal":
    case "coerced":
      return 0;
    case "different":
      return 1;
    case "missing":
      return 1 + 1 / union;
    case "extra":
      // Without it there may be no name left on either side, which counts as agreement.
      return (union === 1 ? 1 : common / (union - 1)) - common / union;
  }
}

function comparedCall({ index, span, name, parameters }: CallPlace): ComparedCall {
  return { index, span, name, arguments: parameters?.value };
}

function linesOf(block: OfficialCallBlock | undefined): CallLines | undefined {
  if (block === undefined) return undefined;
  const lines: readonly Span[] = block.lines.map(({ span }) => span);
  return { opener: block.opener, body: block.body, lines };
}
