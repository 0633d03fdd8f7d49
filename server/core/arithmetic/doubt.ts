import type { Span } from "../text/span";
import type { Calculation } from "./calculations";
import { compare, distance, divide, fraction, multiply, tenTo, type Fraction } from "./fraction";

/** So much of a text is looked at before a calculation, and behind it. */
const around = 80;

/** What can stand directly before a number that begins an expression. */
const mayPrecede = /[\s([{"'“”‘’*|>:;,$€£\\]$|\\[nrt]$/;
/** What can stand directly behind the last number. */
const mayFollow = /^(?:$|[\s)\]}"'”’*|<;:]|[,.](?!\d)|\\(?:[)\]\\"]|[nrt](?![a-z]))|[—–-])/;
/** Not a sentence's end: it parts digits, a time, or marks what is not a number alone. */
const partsDigits = /\d[,.:]$/;
const ratherAlgebra =
  /^\s*(?:[b-hj-zB-HJ-Z](?![\p{L}’'])|[\^_√!°²³]|-?\s?(?:dozens?|pi|squared|cubed|hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?|th)\b)/u;
const namesFunction =
  /\b(?:sin|cos|tan|log|ln|exp|sqrt|root|square|cube|half|third|quarter|twice|thrice|double|triple|mod|factorial|floor|ceil|gcd|lcm|minus|plus|times)\s+(?:of\s+)?(?:the\s+)?$|[√∛#~≈≠<≥≤^_/+×÷·]\s*$/i;

/** Where nothing is claimed: what is asked, supposed, denied or corrected. */
const supposed =
  /\b(?:not|isn't|suppose|supposing|assume|assuming|imagine|whether|instead of|rather than|unlike|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|mistakes?|errors?|claim(?:s|ed)?|says?|said|stated?|states|typo|neither|never|false)\b[^.,:;!?\n]*$|\bif\s+(?:we\s+\w+\s+)?$/i;
const denied =
  /^[^.;\n]{0,40}[?≠✗✘❌]|^[\s.,;:()—–-]*(?:but\s+)?(?:that\s+|this\s+|which\s+|it\s+)?(?:is\s+|was\s+|are\s+)?(?:not?\b|isn't|wasn't|doesn't|wait\b|wrong|incorrect|false|error|mistake|hmm|actually|oops|sorry|invalid|too (?:high|low|big|small|much|large)|in (?:binary|hex|base)|modulo|mod\b)/i;
/** Where sums are made otherwise. */
const otherArithmetic =
  /\b(?:binary|hexadecimal|hex|octal|base[- ]?\d+|modulo|mod|modular|xor|boolean|clock|o'clock|[ap]\.?m\.?)\b/i;

/** Units that people change into one another in passing, by what they measure. */
const unitFamilies: readonly RegExp[] = [
  /\b(?:(seconds?|secs?)|(minutes?|mins?)|(hours?|hrs?)|(days?)|(weeks?)|(months?)|(quarters?)|(years?|yrs?)|(decades?)|(ms|milliseconds?))\b/gi,
  /(?:\b|(?<=\d))(?:(mm|millimet(?:er|re)s?)|(cm|centimet(?:er|re)s?)|(km|kilomet(?:er|re)s?)|(met(?:er|re)s?)|(inch(?:es)?)|(feet|foot|ft)|(yards?|yd)|(miles?|mi))\b/gi,
  /(?:\b|(?<=\d))(?:(mg|milligrams?)|(kg|kilograms?|kilos?)|(grams?)|(lbs?|pounds?)|(ounces?|oz)|(tons?|tonnes?))\b/gi,
  /(?:\b|(?<=\d))(?:(ml|millilit(?:er|re)s?)|(cl)|(lit(?:er|re)s?)|(gallons?)|(quarts?)|(pints?)|(cups?)|(tablespoons?|tbsp)|(teaspoons?|tsp))\b/gi,
  /([$€£]|\b(?:dollars?|euros?|pounds)\b)|(¢|\b(?:cents?|pence|pennies|penny|nickels?|dimes?|quarters?)\b)/gi,
  /(?:\b|(?<=\d))(?:(bits?)|(bytes?)|(kb|kib|kilobytes?)|(mb|mib|megabytes?)|(gb|gib|gigabytes?)|(tb|tib|terabytes?))\b/gi,
  /\b(?:(dozens?)|(pairs?)|(scores?|eggs?|items?|pieces?))\b/gi,
];

/** How many of one unit another makes. */
const factors = [
  ...[
    2, 3, 4, 7, 8, 10, 12, 16, 20, 24, 25, 26, 30, 36, 52, 60, 64, 90, 100, 128, 144, 168, 360, 365, 1000, 1024, 1440,
  ],
  ...[1609, 1760, 2000, 2240, 3600, 5280, 7200, 8760, 86400, 100_000, 1_000_000],
  ...[0.3048, 0.4536, 0.9144, 1.609, 2.205, 2.54, 3.281, 3.785, 4.546, 28.35, 39.37, 453.6],
];

/**
 * Is it unclear whether a text claims a calculation as it was read? Something stands beside it that belongs to it
 * (a variable, a function, another kind of number), its units change, or the text supposes, asks or corrects it.
 */
export function isUnclear(text: string, calculation: Calculation): boolean {
  const { left } = calculation;
  const before = text.slice(Math.max(0, left.start - around), left.start);
  const behind = text.slice(calculation.end, calculation.end + around);
  if (left.start > 0 && !mayPrecede.test(before)) return true;
  if (partsDigits.test(before) || namesFunction.test(before)) return true;
  if (!mayFollow.test(behind) || ratherAlgebra.test(behind)) return true;
  if (supposed.test(before) || denied.test(behind)) return true;
  const whole = before + text.slice(left.start, calculation.end) + behind;
  if (otherArithmetic.test(whole)) return true;
  if (isTakenAway(before) && !isNear(calculation)) return true;
  return changesUnits(text, calculation);
}

/** A dash with spaces around it, behind a name: punctuation, or the name's value less the calculation. */
function isTakenAway(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1).trimEnd();
  if (!/[-−]$/.test(line) || !/\s$/.test(before)) return false;
  const name = line.slice(0, -1).trimEnd();
  return name !== "" && !/[,;:.!?([{"']$/.test(name);
}

/** Is the stated value within a tenth of the right one? */
function isNear({ value, stated }: Calculation): boolean {
  const allowed = multiply(value, fraction(value.top < 0n ? -1n : 1n, 10n));
  return compare(distance(value, stated), allowed) <= 0;
}

function changesUnits(text: string, { left, right, end, value, stated, places, unitPower }: Calculation): boolean {
  const written = text.slice(Math.max(0, left.start - 2), end + 4);
  const isChanged = unitFamilies.some((family) => membersOf(written, family) > 1);
  if (!isChanged) return false;
  const place = places - unitPower;
  if (hasSum(text, left) || hasSum(text, right)) return true;
  return factors.some((factor) => {
    const exact = fraction(BigInt(Math.round(factor * 10_000)), 10_000n);
    return isClose(value, multiply(stated, exact), place) || isClose(multiply(value, exact), stated, place);
  });
}

/** How many units of a family a text names. */
function membersOf(text: string, family: RegExp): number {
  const members = new Set<number>();
  for (const [, ...units] of text.matchAll(family) as Iterable<readonly (string | undefined)[]>) {
    members.add(units.findIndex((unit) => unit !== undefined));
  }
  return members.size;
}

function hasSum(text: string, { start, end }: Span): boolean {
  return /[+−]|\s-\s|\d-\d/.test(text.slice(start, end));
}

/** Within a unit of the last place, or a twenty-thousandth. */
function isClose(a: Fraction, b: Fraction, place: number): boolean {
  const apart = distance(a, b);
  if (compare(apart, tenTo(-place)) <= 0) return true;
  const share = divide(apart, b.top < 0n ? fraction(-b.top, b.bottom) : b);
  return share !== undefined && compare(share, fraction(1n, 20_000n)) < 0;
}
