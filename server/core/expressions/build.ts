import { pythonPattern, type Pattern } from "../python/regex/pattern";
import { nearestName } from "../text/nearestName";
import { isAbsent, none, raised, type Truth } from "./absent";
import type { Builder, ExpressionProblem, Json, JsonRecord, NodeKind, Operand, Step, StepKind } from "./builder";
import { comparisons } from "./comparisons";
import type { Comparison } from "./comparisons/comparison";
import {
  Context,
  type ExpressionNode,
  type Numeric,
  type Read,
  type Test,
  type Texts,
  type Value,
  type Verdict,
  type VerdictNode,
} from "./node";
import { isSource, sources } from "./reads/sources";
import { wholeText } from "./scored";
import { steps } from "./steps";
import { tests } from "./tests";
import { values } from "./values";
import { constant, verdicts } from "./verdicts";

/** An expression that is ready to run, or what is wrong with it. */
export type Built<T> =
  { readonly ok: true; readonly node: T } | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

/** Readers that steps can name, each a list of steps. */
export type Readers = Readonly<Record<string, Json>>;

export function buildValue(json: Json, readers: Readers = {}): Built<Value> {
  return build(readers, (builder) => builder.value(json, ""));
}

export function buildTest(json: Json, readers: Readers = {}): Built<Test> {
  return build(readers, (builder) => builder.test(json, ""));
}

export function buildVerdict(json: Json, readers: Readers = {}): Built<VerdictNode> {
  return build(readers, (builder) => builder.verdict(json, ""));
}

function build<T>(readers: Readers, make: (builder: Builder) => T): Built<T> {
  const builder = new Building(readers);
  const node = make(builder);
  return builder.problems.length === 0 ? { ok: true, node } : { ok: false, problems: builder.problems };
}

/** Deeper expressions are refused. */
const maxDepth = 100;

class Building implements Builder {
  readonly problems: ExpressionProblem[] = [];
  /** A read that occurs several times is run once per record. */
  private readonly reads = new Map<string, number>();
  private readonly patterns = new Map<string, Pattern>();
  private depth = 0;

  constructor(private readonly readers: Readers) {}

  problem(path: string, message: string): void {
    this.problems.push({ path: path.replace(/^\./, ""), message });
  }

  read(json: Json | undefined, path: string): Read {
    const run = this.makeRead(json, path);
    if (!Array.isArray(json) || json.length < 2) return { path, kind: "read", run };
    const key = JSON.stringify(json);
    const known = this.reads.get(key);
    const slot = known ?? this.reads.size;
    this.reads.set(key, slot);
    return {
      path,
      kind: "read",
      run: (context) => (context.explains ? run(context) : (context.memo[slot] ??= run(context))),
    };
  }

  readOf(json: JsonRecord, key: string, path: string): Read {
    return this.read(json[key] ?? "completion", json[key] === undefined ? path : `${path}.${key}`);
  }

  private makeRead(json: Json | undefined, path: string): (context: Context) => Texts {
    const run = this.makeSource(json, path);
    return (context) => {
      const texts = run(context);
      if (context.explains && !isAbsent(texts)) context.reads(texts);
      return texts;
    };
  }

  private makeSource(json: Json | undefined, path: string): (context: Context) => Texts {
    if (isSource(json)) return sources[json];
    if (isList(json)) return this.makeSteps(json, path);
    if (isObject(json)) {
      if (json.firstOf !== undefined) {
        this.checkKeys(json, ["firstOf"], path);
        const reads = this.list(json.firstOf, `${path}.firstOf`).map((each, i) =>
          this.read(each, `${path}.firstOf[${i}]`),
        );
        return (context) => {
          for (const read of reads) {
            const texts = context.run(read);
            if (!isAbsent(texts) || texts.absent !== "none") return texts;
          }
          return none;
        };
      }
      if (json.text !== undefined) {
        this.checkKeys(json, ["text"], path);
        const text = [wholeText(this.text(json.text, `${path}.text`))];
        return () => text;
      }
    }
    this.problem(path, `a read is ${Object.keys(sources).join(", ")}, a list of steps, {"firstOf": …} or {"text": …}`);
    return () => none;
  }

  private makeSteps(json: readonly Json[], path: string): (context: Context) => Texts {
    const [first, ...others] = json;
    const hasSource = isSource(first) || (isObject(first) && (first.firstOf !== undefined || first.text !== undefined));
    const source = this.read(hasSource ? first : "completion", hasSource ? `${path}[0]` : path);
    const step = this.stepList(hasSource ? others : json, path, hasSource ? 1 : 0);
    return (context) => {
      const texts = context.run(source);
      return isAbsent(texts) ? texts : step(texts, context);
    };
  }

  steps(json: Json | undefined, path: string): Step {
    return this.stepList(this.list(json, path), path, 0);
  }

  private stepList(json: readonly Json[], path: string, from: number): Step {
    const made = json.map((each, i) => this.step(each, `${path}[${i + from}]`));
    return (texts, context) => {
      let current: Texts = texts;
      for (const step of made) {
        current = step(current, context);
        if (isAbsent(current)) return current;
        if (current.length === 0) return none;
      }
      return current;
    };
  }

  private step(json: Json, path: string): Step {
    if (typeof json === "string") {
      const plain = steps.find(({ key, plain: isPlain }) => key === json && isPlain === true);
      if (plain !== undefined) return plain.build({}, path, this);
      const reader = Object.hasOwn(this.readers, json) ? this.readers[json] : undefined;
      if (reader !== undefined)
        return this.nested(
          path,
          () => this.steps(reader, path),
          (texts: Parameters<Step>[0]) => texts,
        );
      const names = [
        ...steps.filter(({ plain: isPlain }) => isPlain).map(({ key }) => key),
        ...Object.keys(this.readers),
      ];
      this.problem(path, unknownName("step", json, names));
      return (texts) => texts;
    }
    const kind = isObject(json) ? this.kindOf(json, steps, "step", path) : undefined;
    if (kind === undefined || !isObject(json)) {
      if (!isObject(json)) this.problem(path, 'a step is a name or an object such as {"find": …}');
      return (texts) => texts;
    }
    return this.nested(
      path,
      () => kind.build(json, path, this),
      (texts: Parameters<Step>[0]) => texts,
    );
  }

  test(json: Json | undefined, path: string): Test {
    if (isObject(json)) {
      const kind = tests.find(({ key }) => json[key] !== undefined);
      if (kind !== undefined) return this.node(kind, json, path, false);
      // A value counts as true if it is not 0.
      if (values.some(({ key }) => json[key] !== undefined)) return asTest(this.value(json, path), path);
      this.problem(path, this.unknownKind(json, [...tests, ...values], "test"));
    } else if (typeof json === "number" || typeof json === "boolean")
      return { path, kind: "number", run: () => json !== 0 && json !== false };
    else this.problem(path, 'a test is an object such as {"matches": …}');
    return { path, kind: "test", run: () => false };
  }

  value(json: Json | undefined, path: string): Value {
    if (typeof json === "number") return { path, kind: "number", run: () => json };
    if (isObject(json)) {
      const kind = values.find(({ key }) => json[key] !== undefined);
      if (kind !== undefined) return this.node(kind, json, path, none);
      if (tests.some(({ key }) => json[key] !== undefined)) return asValue(this.test(json, path), path);
      this.problem(path, this.unknownKind(json, [...values, ...tests], "value"));
    } else this.problem(path, 'a value is a number, a test, or an object such as {"count": …}');
    return { path, kind: "value", run: () => none };
  }

  verdict(json: Json | undefined, path: string): VerdictNode {
    if (!isObject(json)) return constant(json, path, this);
    const kind = verdicts.find(({ key }) => json[key] !== undefined);
    if (kind !== undefined) return this.node(kind, json, path, raised("not a verdict"));
    this.problem(path, this.unknownKind(json, verdicts, "verdict"));
    return { path, kind: "verdict", run: () => raised("not a verdict") };
  }

  operand(json: Json | undefined, path: string): Operand {
    const isRead =
      typeof json === "string" || Array.isArray(json) || (isObject(json) && ("firstOf" in json || "text" in json));
    return isRead ? { read: this.read(json, path) } : { value: this.value(json, path) };
  }

  pattern(json: Json | undefined, path: string, flags?: Json): Pattern | undefined {
    const given = isObject(json) ? json : { re: json, flags };
    if (isObject(json)) this.checkKeys(json, ["re", "flags", "at"], path);
    const source = this.text(given.re, isObject(json) ? `${path}.re` : path);
    const letters = given.flags === undefined ? "" : this.text(given.flags, `${path}.flags`);
    const key = `${letters}/${source}`;
    const known = this.patterns.get(key);
    if (known !== undefined) return known;
    const result = pythonPattern(source, letters);
    if (result.ok) {
      this.patterns.set(key, result.pattern);
      return result.pattern;
    }
    const { message, at } = result.problem;
    this.problem(path, `the pattern cannot be used: ${message}, at character ${at + 1} of ${JSON.stringify(source)}`);
    return undefined;
  }

  comparison(json: Json | undefined, path: string): Comparison {
    const name = this.text(json, path);
    const known = comparisons.find((each) => each.name === name);
    if (known !== undefined) return known;
    const reader = Object.hasOwn(this.readers, name) ? this.readers[name] : undefined;
    if (reader === undefined) {
      this.problem(
        path,
        unknownName("comparison", name, [...comparisons.map((each) => each.name), ...Object.keys(this.readers)]),
      );
    }
    const step = reader === undefined ? undefined : this.steps(reader, path);
    const normalised = (text: string): string | undefined => {
      const texts = step?.([wholeText(text)], new Context({ completion: text }));
      return texts === undefined || isAbsent(texts) ? undefined : texts[0]?.text;
    };
    const equal = (answer: string, truth: string): Truth => {
      const a = normalised(answer);
      return a !== undefined && a === normalised(truth);
    };
    return { name, means: `both read by ${name}`, equal, normalised };
  }

  number(json: Json | undefined, path: string): number {
    if (typeof json === "number") return json;
    this.problem(path, "must be a number");
    return 0;
  }

  text(json: Json | undefined, path: string): string {
    if (typeof json === "string") return json;
    this.problem(path, "must be a text");
    return "";
  }

  list(json: Json | undefined, path: string, length?: number): readonly Json[] {
    if (isList(json) && (length === undefined || json.length === length)) return json;
    this.problem(path, length === undefined ? "must be a list" : `must be a list of ${length}`);
    return [];
  }

  object(json: Json | undefined, path: string): JsonRecord {
    if (isObject(json)) return json;
    this.problem(path, "must be an object");
    return {};
  }

  oneOf<T extends string>(json: Json | undefined, choices: readonly T[], path: string): T {
    const found = choices.find((choice) => choice === json);
    if (found !== undefined) return found;
    this.problem(path, `must be one of ${choices.join(", ")}`);
    return choices[0] as T;
  }

  private node<T extends Texts | Truth | Numeric | Verdict>(
    kind: NodeKind<T>,
    json: JsonRecord,
    path: string,
    instead: T,
  ): ExpressionNode<T> {
    this.checkKeys(json, [kind.key, ...(kind.also ?? [])], path);
    const run = this.nested(
      path,
      () => kind.build(json, path, this),
      () => instead,
    );
    return { path: path.replace(/^\./, ""), kind: kind.key, run };
  }

  private nested<T>(path: string, make: () => T, instead: T): T {
    if (this.depth >= maxDepth) {
      this.problem(path, "the expression is nested too deep");
      return instead;
    }
    this.depth++;
    const made = make();
    this.depth--;
    return made;
  }

  private kindOf(json: JsonRecord, kinds: readonly StepKind[], what: string, path: string): StepKind | undefined {
    const kind = kinds.find(({ key }) => json[key] !== undefined);
    if (kind === undefined) this.problem(path, this.unknownKind(json, kinds, what));
    else this.checkKeys(json, [kind.key, ...(kind.also ?? [])], path);
    return kind;
  }

  private checkKeys(json: JsonRecord, known: readonly string[], path: string): void {
    for (const key of Object.keys(json)) {
      if (!known.includes(key)) this.problem(`${path}.${key}`, unknownName("key", key, known));
    }
  }

  private unknownKind(json: JsonRecord, kinds: readonly { readonly key: string }[], what: string): string {
    const names = kinds.map(({ key }) => key);
    const [first] = Object.keys(json);
    return first === undefined ? `a ${what} is one of ${names.join(", ")}` : unknownName(what, first, names);
  }
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  const hint = near === undefined ? `known: ${known.join(", ")}` : `did you mean ${near}?`;
  return `there is no ${what} called ${JSON.stringify(name)}; ${hint}`;
}

function asTest(value: Value, path: string): Test {
  return {
    path,
    kind: "value",
    run: (context) => {
      const number = context.run(value);
      if (!isAbsent(number)) return number !== 0;
      return number.absent === "none" ? false : number;
    },
  };
}

function asValue(test: Test, path: string): Value {
  return {
    path,
    kind: "test",
    run: (context) => {
      const holds = context.run(test);
      return isAbsent(holds) ? holds : holds ? 1 : 0;
    },
  };
}

function isObject(json: unknown): json is JsonRecord {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isList(json: unknown): json is readonly Json[] {
  return Array.isArray(json);
}
