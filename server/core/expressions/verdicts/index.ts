import { toFloat } from "../../python/numbers";
import { isAbsent, raised } from "../absent";
import type { Builder, Json, NodeKind } from "../builder";
import type { Context, Label, Verdict, VerdictNode } from "../node";

type VerdictKind = NodeKind<Verdict>;

/** The label of the first case whose test is true. */
const cases: VerdictKind = {
  key: "cases",
  means: "the label of the first case whose test is true",
  also: ["else"],
  build(json, path, builder) {
    const rows = builder.list(json.cases, `${path}.cases`).map((row, i) => {
      const at = `${path}.cases[${i}]`;
      const [test, verdict] = builder.list(row, at, 2);
      return { test: builder.test(test, `${at}[0]`), verdict: builder.verdict(verdict, `${at}[1]`) };
    });
    const otherwise = builder.verdict(json.else, `${path}.else`);
    const from = (i: number, context: Context): Verdict => {
      const row = rows[i];
      if (row === undefined) return context.run(otherwise);
      const holds = context.run(row.test);
      if (!isAbsent(holds)) return holds ? context.run(row.verdict) : from(i + 1, context);
      if (holds.absent !== "undecided") return holds;
      const yes = context.run(row.verdict);
      const no = from(i + 1, context);
      return !isAbsent(yes) && !isAbsent(no) && yes.label === no.label ? yes : holds;
    };
    return (context) => from(0, context);
  },
};

/** A text that the judge wrote, or the label that a table gives for it. */
const read: VerdictKind = {
  key: "read",
  means: "the text that was read, as it is, by a table, or as a number",
  also: ["map", "other", "none", "as"],
  build(json, path, builder) {
    const source = builder.read(json.read, `${path}.read`);
    const map = json.map === undefined ? undefined : new Map(Object.entries(builder.object(json.map, `${path}.map`)));
    const other = label(json.other, `${path}.other`, builder);
    const missing = label(json.none, `${path}.none`, builder);
    const as = json.as === undefined ? undefined : builder.oneOf(json.as, ["number", "literal"] as const, `${path}.as`);
    return (context) => {
      const texts = context.run(source);
      if (isAbsent(texts)) return texts.absent === "none" ? { label: missing } : texts;
      const text = texts[0]?.text ?? "";
      if (map !== undefined) return { label: map.has(text) ? (map.get(text) as Label) : other };
      if (as === undefined) return { label: text };
      if (as === "literal" && /^[+-]?0[0-9_]*[1-9]/.test(text.split(/[.eE]/)[0] ?? "") && !/[.eE]/.test(text)) {
        return raised("Python takes no number with leading zeros");
      }
      const number = toFloat(text);
      return number === undefined ? raised(`${JSON.stringify(text)} is not a number`) : { label: number };
    };
  },
};

/** Two scores: the higher one wins. */
const compare: VerdictKind = {
  key: "compare",
  means: "which of two scores is the greater",
  also: ["within", "first", "second", "tie", "none"],
  build(json, path, builder) {
    const [a, b] = builder
      .list(json.compare, `${path}.compare`, 2)
      .map((each, i) => builder.value(each, `${path}.compare[${i}]`));
    const within = json.within === undefined ? 0 : builder.number(json.within, `${path}.within`);
    const labels = {
      first: label(json.first, `${path}.first`, builder),
      second: label(json.second, `${path}.second`, builder),
      tie: label(json.tie, `${path}.tie`, builder),
      none: label(json.none, `${path}.none`, builder),
    };
    if (a === undefined || b === undefined) return () => ({ label: labels.none });
    return (context) => {
      const x = context.run(a);
      const y = context.run(b);
      for (const score of [x, y]) {
        if (isAbsent(score)) return score.absent === "none" ? { label: labels.none } : score;
      }
      if (isAbsent(x) || isAbsent(y) || Number.isNaN(x) || Number.isNaN(y)) return { label: labels.tie };
      if (x === y || (within > 0 && Math.abs(x - y) <= within)) return { label: labels.tie };
      return { label: x > y ? labels.first : labels.second };
    };
  },
};

/** All texts that are numbers. */
const numbers: VerdictKind = {
  key: "numbers",
  means: "the numbers among the texts that were read",
  build(json, path, builder) {
    const source = builder.read(json.numbers, `${path}.numbers`);
    return (context) => {
      const texts = context.run(source);
      if (isAbsent(texts)) return texts.absent === "none" ? { label: [] } : texts;
      return { label: texts.flatMap(({ text }) => toFloat(text) ?? []) };
    };
  },
};

const value: VerdictKind = {
  key: "value",
  means: "a number that is computed",
  build(json, path, builder) {
    const source = builder.value(json.value, `${path}.value`);
    return (context) => {
      const number = context.run(source);
      return isAbsent(number) ? number : { label: number };
    };
  },
};

function label(json: Json | undefined, path: string, builder: Builder): Label {
  if (json === undefined) return null;
  if (json === null || typeof json === "string" || typeof json === "number") return json;
  builder.problem(path, "a label is a text, a number or null");
  return null;
}

/** The parts that a verdict reader is made of. */
export const verdicts: readonly VerdictKind[] = [cases, read, compare, numbers, value];

/** A constant label. */
export function constant(json: Json | undefined, path: string, builder: Builder): VerdictNode {
  const always = { label: label(json, path, builder) };
  return { path, kind: "label", run: () => always };
}
