import { isAbsent, none, type Absent } from "../absent";
import type { ValueKind } from "../builder";
import type { Context, Numeric, Value } from "../node";

export const sum = fold("sum", "the numbers added, in order", (a, b) => a + b);
export const times = product();
export const minus = fold("minus", "the first number minus the second", (a, b) => a - b, 2);
export const divide = fold(
  "divide",
  "the first number divided by the second; nothing if that is 0",
  (a, b) => (b === 0 ? none : a / b),
  2,
);
export const min = fold("min", "the least of the numbers", (a, b) => (b < a ? b : a));

/** An undecided value decides nothing, but an error ends the whole run. */
function fold(key: string, means: string, join: (a: number, b: number) => Numeric, length?: number): ValueKind {
  return {
    key,
    means,
    build(json, path, builder) {
      const values = builder
        .list(json[key], `${path}.${key}`, length)
        .map((each, i) => builder.value(each, `${path}.${key}[${i}]`));
      if (values.length === 0) builder.problem(`${path}.${key}`, "needs numbers");
      return (context) => {
        let total: Numeric | undefined;
        let open: Absent | undefined;
        for (const value of values) {
          const next = context.run(value);
          if (isAbsent(next)) {
            if (next.absent !== "undecided") return open ?? next;
            open ??= next;
          } else total = total === undefined ? next : isAbsent(total) ? total : join(total, next);
        }
        return open ?? total ?? none;
      };
    },
  };
}

/** 0 times an undecided value is 0. */
function product(): ValueKind {
  return {
    key: "times",
    means: "the numbers multiplied",
    build(json, path, builder) {
      const values = builder
        .list(json.times, `${path}.times`)
        .map((each, i) => builder.value(each, `${path}.times[${i}]`));
      if (values.length === 0) builder.problem(`${path}.times`, "needs numbers");
      return (context) => {
        let total = 1;
        let open: Absent | undefined;
        for (const value of values) {
          const next = context.run(value);
          if (isAbsent(next)) {
            if (next.absent !== "undecided") return open ?? next;
            open ??= next;
          } else total *= next;
        }
        return open === undefined || total === 0 ? total : open;
      };
    },
  };
}

/** `[[test, a, b]]`: `a` if the test is true, else `b` (0), added in order. */
export const points: ValueKind = {
  key: "points",
  means: "points for each test that is true, and others for each that is false",
  build(json, path, builder) {
    const rows = builder.list(json.points, `${path}.points`).map((row, i) => {
      const at = `${path}.points[${i}]`;
      const [test, yes, no] = builder.list(row, at);
      return {
        test: builder.test(test, `${at}[0]`),
        yes: builder.value(yes, `${at}[1]`),
        no: builder.value(no ?? 0, `${at}[2]`),
      };
    });
    return (context) => {
      let total = 0;
      let open: Absent | undefined;
      for (const { test, yes, no } of rows) {
        const holds = context.run(test);
        const next =
          isAbsent(holds) && holds.absent === "undecided"
            ? agreed(context, [yes, no], holds)
            : isAbsent(holds)
              ? holds
              : context.run(holds ? yes : no);
        if (isAbsent(next)) {
          if (next.absent !== "undecided") return open ?? next;
          open ??= next;
        } else total += next;
      }
      return open ?? total;
    };
  },
};

/** The first case whose test is true. */
export const cases: ValueKind = {
  key: "cases",
  means: "the value of the first case whose test is true",
  also: ["else"],
  build(json, path, builder) {
    const rows = builder.list(json.cases, `${path}.cases`).map((row, i) => {
      const at = `${path}.cases[${i}]`;
      const [test, value] = builder.list(row, at, 2);
      return { test: builder.test(test, `${at}[0]`), value: builder.value(value, `${at}[1]`) };
    });
    const otherwise = builder.value(json.else ?? 0, `${path}.else`);
    const from = (i: number, context: Context): Numeric => {
      const row = rows[i];
      if (row === undefined) return context.run(otherwise);
      const holds = context.run(row.test);
      if (!isAbsent(holds)) return holds ? context.run(row.value) : from(i + 1, context);
      if (holds.absent !== "undecided") return holds;
      const yes = context.run(row.value);
      const no = from(i + 1, context);
      return yes === no ? yes : holds;
    };
    return (context) => from(0, context);
  },
};

/** The result of an undecided test, if all ways give the same number. */
function agreed(context: Context, ways: readonly Value[], holds: Absent): Numeric {
  const [first, ...others] = ways.map((way) => context.run(way));
  return first !== undefined && others.every((other) => other === first) ? first : holds;
}

export const mean: ValueKind = {
  key: "mean",
  means: "the mean over the assistant's turns; 0 if there are none",
  build(json, path, builder) {
    const value = builder.value(json.mean, `${path}.mean`);
    return (context) => {
      const { record } = context;
      const turns = record.turns ?? [record.completion];
      if (turns.length === 0) return 0;
      let total = 0;
      for (const turn of turns) {
        const earned = context.ofTurn(turn).run(value);
        if (isAbsent(earned)) return earned;
        total += earned;
      }
      return total / turns.length;
    };
  },
};
