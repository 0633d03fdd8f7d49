import { all, any, isAbsent, type Truth } from "../absent";
import type { Operand, TestKind } from "../builder";
import type { Context, Texts } from "../node";
import type { Text } from "../scored";

/** Is any text of `a` equal to one of `b`? Numbers are compared by value; `none` equals nothing. */
export const equal: TestKind = {
  key: "equal",
  means: "both are equal; of several texts, any pair",
  also: ["as"],
  build(json, path, builder) {
    const [a, b] = builder
      .list(json.equal, `${path}.equal`, 2)
      .map((side, i) => builder.operand(side, `${path}.equal[${i}]`));
    const comparison = json.as === undefined ? undefined : builder.comparison(json.as, `${path}.as`);
    if (a === undefined || b === undefined) return () => false;
    if ("read" in a !== "read" in b) builder.problem(`${path}.equal`, "a text is compared with a number");
    if (!("read" in a) || !("read" in b)) return (context) => sameNumbers(a, b, context);
    const compare = comparison?.equal ?? ((x: string, y: string) => x === y);
    return (context) => {
      const found = context.run(a.read);
      // What nothing is compared with is read only to explain it.
      if (isNone(found) && !context.explains) return false;
      return anyPair(found, context.run(b.read), (x, y) => compare(x.text, y.text));
    };
  },
};

function sameNumbers(a: Operand, b: Operand, context: Context): Truth {
  if (!("value" in a) || !("value" in b)) return false;
  const x = context.run(a.value);
  const y = context.run(b.value);
  if (isAbsent(x)) return x.absent === "none" ? false : x;
  if (isAbsent(y)) return y.absent === "none" ? false : y;
  return x === y;
}

/** Does `b` contain `a`? */
export const within: TestKind = {
  key: "within",
  means: "the second text contains the first; of several, any pair",
  also: ["as"],
  build(json, path, builder) {
    const [a, b] = builder
      .list(json.within, `${path}.within`, 2)
      .map((side, i) => builder.read(side, `${path}.within[${i}]`));
    const comparison = json.as === undefined ? undefined : builder.comparison(json.as, `${path}.as`);
    const normalised = comparison?.normalised;
    if (comparison !== undefined && normalised === undefined) {
      builder.problem(`${path}.as`, `${comparison.name} compares two texts and gives none to look for`);
    }
    if (a === undefined || b === undefined) return () => false;
    const change = normalised ?? ((text: string) => text);
    return (context) =>
      anyPair(context.run(a), context.run(b), (x, y) => {
        const needle = change(x.text);
        const hay = change(y.text);
        return needle !== undefined && hay?.includes(needle) === true;
      });
  },
};

function anyPair(a: Texts, b: Texts, test: (a: Text, b: Text) => Truth): Truth {
  if (isAbsent(a)) return isNone(a) || isNone(b) ? false : a;
  if (isAbsent(b)) return isNone(b) ? false : b;
  return any(a, (x) => any(b, (y) => test(x, y)));
}

function isNone(texts: Texts): boolean {
  return isAbsent(texts) && texts.absent === "none";
}

export const less: TestKind = chain("less", "each number is less than the next", (a, b) => a < b);
export const atMost: TestKind = chain("atMost", "each number is at most the next", (a, b) => a <= b);

/** Like Python's `a <= b <= c`; false if a value is `none`. */
function chain(key: string, means: string, test: (a: number, b: number) => boolean): TestKind {
  return {
    key,
    means,
    build(json, path, builder) {
      const values = builder
        .list(json[key], `${path}.${key}`)
        .map((each, i) => builder.value(each, `${path}.${key}[${i}]`));
      if (values.length < 2) builder.problem(`${path}.${key}`, "needs two numbers or more");
      return (context) => {
        const links: Truth[] = [];
        let before = values[0] === undefined ? undefined : context.run(values[0]);
        for (const value of values.slice(1)) {
          const next = context.run(value);
          if (isAbsent(before) || isAbsent(next)) {
            const gap = isAbsent(before) ? before : next;
            links.push(isAbsent(gap) && gap.absent !== "none" ? gap : false);
          } else if (before !== undefined) links.push(test(before, next));
          before = next;
        }
        return all(links, (link) => link);
      };
    },
  };
}
