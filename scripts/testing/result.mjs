/** How a stage of `npm test` went, and how that is told: in a table, and by the names of what failed. */
import { stripVTControlCharacters } from "node:util";

/** @typedef {{ name: string, message: string }} Failure what failed, and what it said */
/** @typedef {{ passed: number, skipped: number, failures: Failure[] }} Result */
/** @typedef {{ name: string, result: Result }} StageResult */

/** The longest message that is shown; what is longer stands in the stage's own output. */
const longest = 200;

/**
 * A stage without tests that has failed.
 * @param {string} message
 * @returns {Result}
 */
export function failed(message) {
  return { passed: 0, skipped: 0, failures: [{ name: "", message }] };
}

/**
 * A stage that crashed, had an error outside every test, or ran no test has failed, whatever its tests say.
 * @param {number} code the stage's exit code
 * @param {Result} [result] what it left, if it came so far
 * @returns {Result}
 */
export function judged(code, result) {
  if (result === undefined) return failed(`no result; exit code ${String(code)}`);
  if (result.failures.length > 0) return result;
  if (code !== 0) return { ...result, failures: failed(`exit code ${String(code)}, although no test failed`).failures };
  return result.passed === 0 ? failed("no test ran") : result;
}

/**
 * @param {readonly Result[]} results
 * @returns {Result}
 */
export function sumOf(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    skipped: results.reduce((sum, { skipped }) => sum + skipped, 0),
    failures: results.flatMap(({ failures }) => failures),
  };
}

/** @param {Result} result */
export function inWords({ passed, failures, skipped }) {
  const skips = skipped > 0 ? `, ${String(skipped)} skipped` : "";
  return `${String(passed)} passed, ${String(failures.length)} failed${skips}`;
}

/**
 * Every failure, below the name of its stage: CI shows no more than the end of a run.
 * @param {readonly StageResult[]} stages
 * @returns {string[]} lines
 */
export function failuresOf(stages) {
  return stages
    .filter(({ result }) => result.failures.length > 0)
    .flatMap(({ name, result }) => [
      `Failed in ${name}:`,
      ...result.failures.map(
        (failure) => `  ✗ ${[failure.name, firstLine(failure.message)].filter(Boolean).join(": ")}`,
      ),
    ]);
}

/**
 * The first line that says something, as text that a terminal does not obey.
 * @param {string} message
 */
function firstLine(message) {
  const lines = stripVTControlCharacters(message).split(/[\r\n]+/);
  const line = (lines.find((each) => each.trim() !== "") ?? "").replace(/\p{Cc}/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
