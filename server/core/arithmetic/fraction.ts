/** An exact number: `top / bottom`, with a bottom above 0. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function fraction(top: bigint, bottom = 1n): Fraction {
  return bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
}

export function negate(a: Fraction): Fraction {
  return fraction(-a.top, a.bottom);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.top * b.top, a.bottom * b.bottom);
}

/** Undefined for a division by 0. */
export function divide(a: Fraction, b: Fraction): Fraction | undefined {
  return b.top === 0n ? undefined : fraction(a.top * b.bottom, a.bottom * b.top);
}

/** Ten to a whole power. */
export function tenTo(power: number): Fraction {
  return power < 0 ? fraction(1n, 10n ** BigInt(-power)) : fraction(10n ** BigInt(power));
}

/** Is `a` above `b` (1), below it (-1), or the same (0)? */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.top * b.bottom;
  const right = b.top * a.bottom;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function distance(a: Fraction, b: Fraction): Fraction {
  const { top, bottom } = add(a, negate(b));
  return fraction(top < 0n ? -top : top, bottom);
}

/** The number with at most so many digits behind the point, cut off there or rounded (a half away from 0). */
export function toPlaces(a: Fraction, places: number, how: "cut" | "round"): Fraction {
  const unit = tenTo(-places);
  const top = a.top * unit.bottom;
  const bottom = a.bottom * unit.top;
  const size = top < 0n ? -top : top;
  const whole = how === "cut" ? size / bottom : (2n * size + bottom) / (2n * bottom);
  return multiply(fraction(top < 0n ? -whole : whole), unit);
}

/** The number as people write it, with at most so many digits behind the point. */
export function inDigits(a: Fraction, places: number): string {
  const rounded = toPlaces(a, places, "round");
  const scaled = (rounded.top * 10n ** BigInt(places)) / rounded.bottom;
  const size = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const whole = BigInt(size.slice(0, size.length - places)).toLocaleString("en-US");
  let end = size.length;
  while (end > size.length - places && size.charAt(end - 1) === "0") end--;
  const behind = size.slice(size.length - places, end);
  return `${scaled < 0n ? "-" : ""}${whole}${behind === "" ? "" : `.${behind}`}`;
}
