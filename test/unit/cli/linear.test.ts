/** What a terminal shows of a line costs what is shown, not what the line holds. */
import { expect, it } from "vitest";
import { excerpt } from "../../../server/cli/output/excerpt";
import { countWork } from "../../support/work";

it("an excerpt looks only at what it shows, however long the line is", () => {
  const work = (length: number): number => {
    const line = `${"a".repeat(length)}HERE${"b".repeat(length)}`;
    return countWork(() => expect(excerpt(line, length, length + 4, 80).line).toContain("HERE"));
  };
  expect(work(2_000_000)).toBe(work(20_000));
});
