import type { Span } from "../text/span";
import { powerOf, valueOf, type NumberReading } from "./expression";
import { isPrintedDouble } from "./floats";
import { add, compare, distance, fraction, tenTo, toPlaces, type Fraction } from "./fraction";
import { tokensOf, type NumberToken, type Token } from "./tokens";

/** Two expressions with an equals sign between them. */
export interface Calculation {
  readonly left: Span;
  readonly right: Span;
  /** The end of it all, with the unit of the last number. */
  readonly end: number;
  /** What the left one is, and what is said to be the same. */
  readonly value: Fraction;
  readonly stated: Fraction;
  /** Digits behind the point that the right one is written with; negative where it ends in zeros. */
  readonly places: number;
  /** The power of ten that a mark or word behind the right one stands for: -2 for %, 6 for "million". */
  readonly unitPower: number;
  /** Is the right one a number alone, and no expression? */
  readonly isNumber: boolean;
  readonly holds: boolean;
}

/** The calculations of a text, in order: an expression with an operator, `=` or `≈`, an expression, and so on. */
export function calculationsIn(text: string): Calculation[] {
  const tokens = tokensOf(text);
  const found: Calculation[] = [];
  let from = 0;
  for (let i = 0; i <= tokens.length; i++) {
    if (i < tokens.length && tokens[i]?.kind !== "other") continue;
    if (i - from >= 4) readChain(tokens.slice(from, i), found);
    from = i + 1;
  }
  return found;
}

/** Between two words: expressions with equals signs between them. */
function readChain(tokens: readonly Token[], into: Calculation[]): void {
  const sides: Token[][] = [[]];
  const signs: Token[] = [];
  for (const token of tokens) {
    if (token.kind === "equals" || token.kind === "about") {
      signs.push(token);
      sides.push([]);
    } else sides.at(-1)?.push(token);
  }
  let hasBegun = false;
  for (let i = 0; i < signs.length; i++) {
    const left = withoutDash(endOfSide(sides[i] ?? []));
    hasBegun ||= left.some(({ kind }, at) => kind === "operator" && at > 0);
    if (!hasBegun) continue;
    const calculation = compareSides(left, startOfSide(sides[i + 1] ?? []), signs[i]?.kind === "about");
    if (calculation !== undefined) into.push(calculation);
  }
}

/** What of a side stands before the equals sign, without a bracket that is opened before and closed behind it. */
function endOfSide(side: readonly Token[]): readonly Token[] {
  let open = 0;
  let from = 0;
  for (let i = side.length - 1; i >= 0; i--) {
    const kind = side[i]?.kind;
    if (kind === "close") open++;
    else if (kind === "open" && --open < 0) {
      from = i + 1;
      break;
    }
  }
  // A bracket that is only closed: the number of an item, the end of a remark.
  let depth = 0;
  let start = from;
  for (let i = from; i < side.length; i++) {
    const kind = side[i]?.kind;
    if (kind === "open") depth++;
    else if (kind === "close" && --depth < 0) {
      depth = 0;
      start = i + 1;
    }
  }
  return side.slice(start);
}

/** A dash with a space behind it, at the start, is punctuation: a list's, or behind a name. */
function withoutDash(side: readonly Token[]): readonly Token[] {
  const [dash, next] = side;
  const isApart = dash?.operator === "-" && next !== undefined && next.span.start > dash.span.end;
  return isApart ? side.slice(1) : side;
}

function startOfSide(side: readonly Token[]): readonly Token[] {
  let open = 0;
  for (let i = 0; i < side.length; i++) {
    const kind = side[i]?.kind;
    if (kind === "open") open++;
    else if (kind === "close" && --open < 0) return side.slice(0, i);
  }
  return side;
}

function compareSides(left: readonly Token[], right: readonly Token[], isAbout: boolean): Calculation | undefined {
  const last = right.findLast((token): token is NumberToken => token.kind === "number");
  const end = right.at(-1) === last ? last?.unitEnd : right.at(-1)?.span.end;
  const [leftSpan, rightSpan] = [spanOf(left), spanOf(right)];
  if (last === undefined || end === undefined || leftSpan === undefined || rightSpan === undefined) return undefined;
  let nearest: Calculation | undefined;
  for (const leftReading of readings(left)) {
    const value = valueOf(left, leftReading);
    if (value === undefined) return undefined;
    for (const rightReading of readings(right)) {
      const stated = valueOf(right, rightReading);
      if (stated === undefined) return undefined;
      const unitPower = powerOf(last, rightReading);
      const places = placesOf(last, rightReading);
      const allowed = right.length > 1 ? leeway(right, rightReading, stated) : fraction(0n);
      const holds =
        isSame(value, stated, places - unitPower, isAbout) ||
        compare(distance(value, stated), allowed) <= 0 ||
        isPrintedDouble(left, value, right, stated);
      const isNumber = right.every(({ operator }) => operator !== "+" && operator !== "*" && operator !== "/");
      const calculation = { left: leftSpan, right: rightSpan, end, value, stated, places, unitPower, isNumber, holds };
      if (holds) return calculation;
      if (nearest === undefined || compare(apart(calculation), apart(nearest)) < 0) nearest = calculation;
    }
  }
  return nearest;
}

/** Expressions with more numbers that may be rounded are compared exactly. */
const mostRounded = 20;

/**
 * How far an expression's value may be off because the numbers with a point in it are rounded: what one unit of their
 * last places makes of it, together.
 */
function leeway(side: readonly Token[], reading: NumberReading, value: Fraction): Fraction {
  let sum = fraction(0n);
  let rounded = 0;
  for (const [i, token] of side.entries()) {
    if (token.kind !== "number" || !token.digits.includes(".") || rounded++ >= mostRounded) continue;
    const digits = `${token.digits.slice(0, token.digits.indexOf("."))}.${oneAway(token.digits)}`;
    const other = valueOf(side.with(i, { ...token, digits }), reading);
    if (other !== undefined) sum = add(sum, distance(value, other));
  }
  return sum;
}

/** The digits behind the point, one unit of the last place away. */
function oneAway(digits: string): string {
  const behind = digits.slice(digits.indexOf(".") + 1);
  const up = (BigInt(behind) + 1n).toString().padStart(behind.length, "0");
  return up.length > behind.length ? `${behind.slice(0, -1)}8` : up;
}

function apart({ value, stated }: Calculation): Fraction {
  return distance(value, stated);
}

function spanOf(tokens: readonly Token[]): Span | undefined {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first && last && { start: first.span.start, end: last.span.end };
}

function readings(tokens: readonly Token[]): readonly NumberReading[] {
  const numbers = tokens.filter((token) => token.kind === "number");
  const percents = numbers.some(({ isPercent }) => isPercent)
    ? (["as written", "hundredths", "of the sum"] as const)
    : (["as written"] as const);
  const scales = numbers.some(({ scale }) => scale > 0)
    ? (["as written", "multiplied"] as const)
    : (["as written"] as const);
  const pointed = numbers.filter(({ digits }) => digits.includes("."));
  const points =
    pointed.length > 0 && pointed.every(({ digits }) => /^\d{1,3}\.\d{3}$/.test(digits))
      ? (["decimal", "thousands"] as const)
      : (["decimal"] as const);
  return points.flatMap((point) => percents.flatMap((percent) => scales.map((scale) => ({ percent, scale, point }))));
}

/** Digits behind the point; of a whole number the place of its last digit that is not 0, as a negative one. */
function placesOf({ digits }: NumberToken, { point }: NumberReading): number {
  const [whole = "", behind] = point === "decimal" ? digits.split(".") : [digits.replace(".", "")];
  if (behind !== undefined) return behind.length;
  let zeros = 0;
  while (zeros < whole.length && whole.charAt(whole.length - 1 - zeros) === "0") zeros++;
  return zeros === whole.length ? 0 : -zeros;
}

function isSame(value: Fraction, stated: Fraction, places: number, isAbout: boolean): boolean {
  if (compare(toPlaces(value, places, "round"), stated) === 0) return true;
  if (compare(toPlaces(value, places, "cut"), stated) === 0) return true;
  return isAbout && compare(distance(value, stated), tenTo(-places)) <= 0;
}
