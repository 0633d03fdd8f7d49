import { expect, it } from "vitest";
import { decodedAnswer } from "../../../server/core/records/fields/decodedPrompt";
import { countWork } from "../../support/work";

it("cuts an output into turns with work in proportion to it, however many openers one answer quotes", () => {
  const quoting = (times: number): string =>
    `${"</tool_call><tool_response>".repeat(times)}${"x".repeat(20 * times)}</tool_response> Done.`;
  const workOn = (times: number): number => countWork(() => decodedAnswer(quoting(times)));
  expect(decodedAnswer(quoting(100)).map(({ role }) => role)).toEqual(["assistant", "tool", "assistant"]);
  expect(workOn(2000) / workOn(1000)).toBeLessThan(2.5);
});
