import { boxes } from "../boxes";
import { undecided, type Truth } from "../absent";
import type { Grader } from "./grader";
import { whyNoTruth } from "../scored";

/**
 * Math-Verify for plain numbers; everything symbolic is undecided.
 *
 * `tag` reads the first `<answer>` (ms-swift); `loose` takes whole texts without LaTeX settings (R1-V).
 */
export const mathVerify: Grader = {
  name: "math-verify",
  means: "Math-Verify finds the ground truth in the completion; decided here only for plain numbers",
  also: ["tag", "loose"],
  build(json, path, builder) {
    const tag = flag(json.tag, `${path}.tag`);
    const loose = flag(json.loose, `${path}.loose`);
    function flag(value: unknown, at: string): boolean {
      if (value !== undefined && typeof value !== "boolean") builder.problem(at, "must be true or false");
      return value === true;
    }
    return ({ record }) => {
      const [truth] = record.truth ?? [];
      if (truth === undefined) return undecided(whyNoTruth(record));
      if (loose) return gradeLoosely(record.completion, truth);
      return tag ? gradeTagged(record.completion, truth) : grade(record.completion, truth);
    };
  },
};

function grade(completion: string, truth: string): Truth {
  const gold = goldNumber(truth);
  if (gold === undefined) return symbolic(truth);
  if (!/[\\$]/.test(completion)) return false;
  return gradeBox(completion, gold) ?? symbolic(truth);
}

function gradeBox(text: string, gold: Rational): boolean | undefined {
  if (text.split("\\boxed").length !== 2) return undefined;
  const span = boxes.plain(text);
  const inside = span && text.slice(span.start, span.end).trim();
  // A number between dollar signs is read as it is without them.
  const answer =
    inside === undefined ? undefined : plainNumber(/^\$([^$]+)\$$/.exec(inside)?.[1]?.trim() ?? inside, true);
  return answer && sameNumber(answer, gold);
}

function gradeTagged(completion: string, truth: string): Truth {
  const answer = /<answer>([\s\S]*?)<\/answer>/.exec(completion)?.[1];
  const read = answer ?? completion;
  if (truth.includes(",") || read.includes(",")) return symbolic(truth);
  const gold = goldNumber(truth);
  if (gold === undefined) return symbolic(truth);
  const bare = answer === undefined || answer.includes("\\") ? undefined : plainNumber(answer.trim(), false);
  if (bare !== undefined) return sameNumber(bare, gold) ?? symbolic(truth);
  if (answer === undefined && !/[\\$]/.test(read)) return false;
  return gradeBox(read, gold) ?? symbolic(truth);
}

function gradeLoosely(completion: string, truth: string): Truth {
  const readable = /[\p{Nd}\\$]/u;
  if (!readable.test(truth) || !readable.test(completion)) return false;
  return symbolic(truth);
}

function symbolic(truth: string): Truth {
  return undecided(`decided in training by Math-Verify's symbolic comparison with «${truth}»; not computed`);
}

interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly form: "decimal" | "fraction";
}

function goldNumber(truth: string): Rational | undefined {
  const text = truth.trim();
  const inside = /^\$([^$]+)\$$/.exec(text)?.[1] ?? /^\\boxed\{(.*)\}$/s.exec(text)?.[1];
  return inside === undefined ? plainNumber(text, false) : plainNumber(inside.trim(), true);
}

function plainNumber(text: string, inTex: boolean): Rational | undefined {
  const [, sign = "", whole = "", rest = ""] =
    /^(-?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?$/.exec(text) ?? [];
  if (whole !== "") {
    const digits = BigInt(sign + whole.replaceAll(",", "") + rest);
    return { top: digits, bottom: 10n ** BigInt(rest.length), form: "decimal" };
  }
  if (!inTex) return undefined;
  const [, minus = "", top, bottom] = /^(-?)\\frac\{([0-9]+)\}\{([0-9]+)\}$/.exec(text) ?? [];
  if (top === undefined || bottom === undefined || /^0+$/.test(bottom)) return undefined;
  return { top: BigInt(minus + top), bottom: BigInt(bottom), form: "fraction" };
}

/** Undefined if a fraction and a decimal are close, because Math-Verify rounds then. */
function sameNumber(a: Rational, b: Rational): boolean | undefined {
  const left = a.top * b.bottom;
  const right = b.top * a.bottom;
  if (left === right) return true;
  if (a.form === b.form && a.form === "fraction") return false;
  const difference = Math.abs(Number(left - right) / Number(a.bottom * b.bottom));
  return difference < 1e-4 ? undefined : false;
}
