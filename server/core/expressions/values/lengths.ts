import { codePoints } from "../../python/length";
import { cosine as pythonCosine } from "../../python/cosine";
import { words } from "../../python/strings";
import { isAbsent, undecided } from "../absent";
import type { ValueKind } from "../builder";
import { tokensOf } from "./counting";
import { distinctGrams } from "./distinctGrams";

/** 1 − distinct / all n-grams: 0 if nothing is repeated. */
export const repeats: ValueKind = {
  key: "repeats",
  means: "the share of n-grams that repeat an earlier one, of words or token ids",
  also: ["unit"],
  build(json, path, builder) {
    const size = builder.number(json.repeats, `${path}.repeats`);
    const unit = builder.oneOf(json.unit ?? "words", ["words", "tokens"] as const, `${path}.unit`);
    return ({ record }) => {
      const { tokenIds, completion } = record;
      if (unit === "words") return repeatedShare(words(completion.toLowerCase()), size);
      return tokenIds === undefined ? undecided("the record has no token ids") : repeatedShare(tokenIds, size);
    };
  },
};

function repeatedShare(units: readonly (string | number)[], size: number): number {
  const all = units.length - size + 1;
  if (all <= 0) return 0;
  return 1 - distinctGrams(units, size) / all;
}

export const cosine: ValueKind = {
  key: "cosine",
  means: "a value that goes from one to another on a cosine as the completion grows",
  build(json, path, builder) {
    const at = `${path}.cosine`;
    const given = builder.object(json.cosine, at);
    const unit = builder.oneOf(given.unit, ["chars", "tokens"] as const, `${at}.unit`);
    const upTo = builder.number(given.upTo, `${at}.upTo`);
    // The same formula, but rounding depends on the order of operations.
    const trainer = builder.oneOf(given.as ?? "open-r1", ["open-r1", "ms-swift"] as const, `${at}.as`);
    const from = builder.value(given.from, `${at}.from`);
    const to = builder.value(given.to, `${at}.to`);
    return (context) => {
      const { record } = context;
      const size = unit === "chars" ? codePoints(record.completion) : tokensOf(record);
      const start = context.run(from);
      const end = context.run(to);
      for (const each of [size, start, end]) if (isAbsent(each)) return each;
      if (isAbsent(size) || isAbsent(start) || isAbsent(end)) return undecided("");
      if (trainer === "ms-swift") return start - ((start - end) * (1 - pythonCosine((size * Math.PI) / upTo))) / 2;
      return end + 0.5 * (start - end) * (1 + pythonCosine((size / upTo) * Math.PI));
    };
  },
};

/** DAPO's soft punishment of long completions. */
export const overlong: ValueKind = {
  key: "overlong",
  means: "0 up to max − cache tokens, then down to −1 at max",
  build(json, path, builder) {
    const at = `${path}.overlong`;
    const given = builder.object(json.overlong, at);
    const max = builder.number(given.max, `${at}.max`);
    const cache = builder.number(given.cache, `${at}.cache`);
    const hasFloor = given.floor !== false;
    return ({ record }) => {
      const tokens = tokensOf(record);
      if (isAbsent(tokens)) return tokens;
      if (tokens <= max - cache) return 0;
      return tokens > max && hasFloor ? -1 : (max - cache - tokens) / cache;
    };
  },
};
