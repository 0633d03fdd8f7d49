import { textOf } from "../text/span";
import type { Calculation } from "./calculations";
import { inDigits, multiply, tenTo } from "./fraction";

/** So many digits more than the text states tell two numbers apart; what needs more is shown as it is rounded. */
const mostMore = 4;

/** What the left side is, in the unit of the right one: with so many digits that it differs from what is stated. */
export function shownValue({ value, stated, places, unitPower, isNumber }: Calculation): string {
  if (!isNumber) return inDigits(value, mostMore);
  const unit = tenTo(-unitPower);
  let digits = Math.max(places, 0);
  const most = digits + mostMore;
  const other = multiply(stated, unit);
  const own = multiply(value, unit);
  while (digits < most && inDigits(own, digits) === inDigits(other, digits)) digits++;
  // One digit more shows how it was rounded.
  const longer = inDigits(own, Math.min(digits + 1, most));
  return longer === inDigits(own, most) ? longer : inDigits(own, digits);
}

/** The right side as it should be written: as exact as it is, with commas where it has them; undefined if it is no number. */
export function statedAnew(text: string, calculation: Calculation): string | undefined {
  const { value, places, unitPower, right } = calculation;
  const written = textOf(text, right);
  if (!/^[-−]?\d[\d,]*(?:\.\d+)?$/.test(written)) return undefined;
  const anew = inDigits(multiply(value, tenTo(-unitPower)), Math.max(places, 0));
  return written.includes(",") || !/\d{4}/.test(written) ? anew : anew.replaceAll(",", "");
}
