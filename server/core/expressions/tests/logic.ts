import { all as allOf, any as anyOf, not as notOf } from "../absent";
import type { TestKind } from "../builder";
import { graders } from "../graders";

export const all: TestKind = {
  key: "all",
  means: "all of the tests are true",
  build(json, path, builder) {
    const tests = builder.list(json.all, `${path}.all`).map((test, i) => builder.test(test, `${path}.all[${i}]`));
    return (context) => allOf(tests, (test) => context.run(test));
  },
};

export const any: TestKind = {
  key: "any",
  means: "one of the tests is true",
  build(json, path, builder) {
    const tests = builder.list(json.any, `${path}.any`).map((test, i) => builder.test(test, `${path}.any[${i}]`));
    return (context) => anyOf(tests, (test) => context.run(test));
  },
};

export const not: TestKind = {
  key: "not",
  means: "the test is false",
  build(json, path, builder) {
    const test = builder.test(json.not, `${path}.not`);
    return (context) => notOf(context.run(test));
  },
};

export const grade: TestKind = {
  key: "grade",
  means: "a grader accepts the answer",
  also: [...new Set(graders.flatMap(({ also }) => also))],
  build(json, path, builder) {
    const names = graders.map(({ name }) => name);
    const name = builder.oneOf(json.grade, names, `${path}.grade`);
    const grader = graders.find((each) => each.name === name);
    if (grader === undefined) return () => false;
    for (const key of Object.keys(json)) {
      if (key !== "grade" && !grader.also.includes(key)) builder.problem(`${path}.${key}`, `${name} has no ${key}`);
    }
    return grader.build(json, path, builder);
  },
};
