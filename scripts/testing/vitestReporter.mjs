/**
 * A reporter for vitest: writes what became of a run to the file that TRACE_AUDITOR_SUITE_RESULT names, as the suite in
 * VS Code does. Vitest's own JSON leaves out hooks that failed and errors outside every test.
 */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";

/** @typedef {import("./result.mjs").Failure} Failure */
/** @typedef {import("vitest/node").TestModule} TestModule */
/** @typedef {{ readonly message: string, readonly name?: string }} Thrown */

export default class ResultReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly Thrown[]} unhandled errors outside every test
   */
  onTestRunEnd(modules, unhandled) {
    const path = process.env["TRACE_AUDITOR_SUITE_RESULT"];
    if (path !== undefined) writeFileSync(path, JSON.stringify(resultOf(modules, unhandled)));
  }
}

/**
 * @param {readonly TestModule[]} modules
 * @param {readonly Thrown[]} unhandled
 * @returns {import("./result.mjs").Result}
 */
function resultOf(modules, unhandled) {
  const result = { passed: 0, skipped: 0, failures: /** @type {Failure[]} */ ([]) };
  for (const module of modules) {
    const of = relative(process.cwd(), module.moduleId);
    result.failures.push(...failuresOf(of, module.errors()));
    for (const suite of module.children.allSuites()) {
      result.failures.push(...failuresOf(`${of} > ${suite.fullName}`, suite.errors()));
    }
    for (const test of module.children.allTests()) {
      const { state, errors } = test.result();
      if (state === "passed") result.passed++;
      else if (state === "failed") result.failures.push(...failuresOf(`${of} > ${test.fullName}`, errors.slice(0, 1)));
      else result.skipped++;
    }
  }
  result.failures.push(...failuresOf("outside every test", unhandled));
  return result;
}

/**
 * @param {string} name
 * @param {readonly Thrown[]} errors
 * @returns {Failure[]}
 */
function failuresOf(name, errors) {
  return errors.map((error) => ({ name, message: error.message }));
}
