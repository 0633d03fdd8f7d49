/** Words are found in exactly those samples that have them, whatever becomes of the files meanwhile. */
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { SearchedWords } from "../../../server/core/engine/searchedText";
import { TextSearch } from "../../../server/core/fileIndex/textSearch";
import { FakeRun, lines, much } from "./fakeRun";

class FakeSearch {
  readonly run = new FakeRun();
  private wake: (() => void)[] = [];
  readonly search = new TextSearch(this.run.reading, this.run.ports, () => {
    for (const wake of this.wake.splice(0)) wake();
  });

  async heardNext(): Promise<void> {
    await new Promise<void>((resolve) => this.wake.push(resolve));
  }

  /** Waits until the run is read and searched. */
  async done(): Promise<void> {
    await this.run.done();
    this.search.goOn();
    while (this.search.state?.phase === "searching") await this.heardNext();
  }

  /** Ids of the rows that have the words. */
  found(words: string): string[] {
    const { table } = this.run.reading;
    return [...table.all]
      .filter((row) => this.search.hasWords("completion", words, table, row))
      .map((row) => table.id.get(row) ?? "");
  }
}

const searches: FakeSearch[] = [];
const started = (): FakeSearch => {
  const search = new FakeSearch();
  searches.push(search);
  return search;
};
afterEach(async () => {
  for (const { search, run } of searches.splice(0)) {
    await search.close();
    await run.reading.close();
    expect(run.disk.open_).toBe(0);
    expect(run.workers.started()).toBe(0);
  }
});

const word = (words: string): SearchedWords => ({ field: "completion", words });

describe("a search in the texts of a run", () => {
  it("finds the samples that have the words, and forgets them for others", async () => {
    const it = started();
    it.run.file("1").rewrite(lines(["a REFUND", "b", "refund c"]));
    it.run.file("2").rewrite(lines(["x refund"]));
    it.run.give(["1", "2"]);
    await it.done();
    expect(it.search.state).toBeUndefined();
    it.search.want([word("refund")]);
    await it.done();
    expect(it.found("refund")).toEqual(["a REFUND", "refund c", "x refund"]);
    expect(it.search.state).toMatchObject({ phase: "whole", hits: 3 });
    it.search.want([word("x"), word("refund c")]);
    await it.done();
    expect(it.found("x")).toEqual(["x refund"]);
    expect(it.found("refund c")).toEqual(["refund c"]);
    expect(it.found("refund")).toEqual([]);
    it.search.want([]);
    expect(it.search.state).toBeUndefined();
  });

  it("follows a file that grows, is replaced or is gone", async () => {
    const it = started();
    it.run.file("1").rewrite(lines(["a refund", "b"]));
    it.run.file("2").rewrite(lines(["x refund"]));
    it.search.want([word("refund")]);
    it.run.give(["1", "2"]);
    await it.done();
    it.run.file("1").append(lines(["c refund"]));
    it.run.file("2").replaceBy(lines(["y", "z refund"]));
    it.run.changed("1", "2");
    await it.done();
    expect(it.found("refund")).toEqual(["a refund", "c refund", "z refund"]);
    it.run.give(["2"]);
    await it.done();
    expect(it.search.state).toMatchObject({ phase: "whole", hits: 1 });
  });

  it("has the first hits before it is done, is stopped with those, and goes on from there", async () => {
    const it = started();
    const ids = Array.from({ length: 200 }, (_, i) => `${i % 20 === 0 ? "refund" : "other"} ${i}`);
    it.run.file("1").rewrite(lines(ids, much));
    it.run.give(["1"]);
    await it.run.done();
    it.search.want([word("refund")]);
    while (it.search.state?.hits === 0) await it.heardNext();
    it.search.stop();
    const { hits = 0, read = 0 } = it.search.state ?? {};
    expect(it.search.state?.phase).toBe("stopped");
    expect(hits).toBeLessThan(10);
    expect(read).toBeGreaterThan(0);
    it.search.resume();
    await it.done();
    expect(it.found("refund")).toEqual(ids.filter((id) => id.startsWith("refund")));
  });

  it("tells how far it is in the bytes of the files, also where those are packed", async () => {
    const it = started();
    const ids = Array.from({ length: 200 }, (_, i) => `refund ${i}`);
    const packed = gzipSync(lines(ids, much));
    it.run.file("1").rewrite(packed);
    it.run.give(["1"]);
    await it.run.done();
    it.search.want([word("refund")]);
    const told = new Set<number>();
    while (it.search.state?.phase === "searching") {
      told.add(it.search.state.read);
      await it.heardNext();
    }
    expect(it.search.state).toMatchObject({ phase: "whole", hits: 200 });
    // The last line end belongs to no record.
    expect(it.search.state?.read).toBeCloseTo(packed.length, 0);
    expect(told.size).toBeGreaterThan(2);
    expect(Math.max(...told)).toBeLessThanOrEqual(packed.length);
  });
});
