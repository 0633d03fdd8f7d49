/** A run that is followed while its files are written: each sample is one row, none is there twice and none is lost. */
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { FakeRun, line, lines, much } from "./fakeRun";

const runs: FakeRun[] = [];
const started = (): FakeRun => {
  const run = new FakeRun();
  runs.push(run);
  return run;
};
afterEach(async () => {
  for (const run of runs.splice(0)) {
    await run.reading.close();
    expect(run.disk.open_).toBe(0);
    expect(run.workers.started()).toBe(0);
  }
});

describe("a run that is followed", () => {
  it("reads on where a line was cut off, and puts the rows of a later file behind", async () => {
    const run = started();
    run.file("1").rewrite(lines(["a", "b"]) + line("c").slice(0, 40));
    run.file("2").rewrite(lines(["x"]));
    run.give(["1", "2"]);
    await run.done();
    expect(run.ids).toEqual(["1 a", "1 b", "2 x"]);
    run.file("1").append(`${line("c").slice(40)}\n${line("d")}\n`);
    run.changed("1");
    await run.done();
    expect(run.ids).toEqual(["1 a", "1 b", "1 c", "1 d", "2 x"]);
  });

  it("has a file that came in between in its place, and none that is gone", async () => {
    const run = started();
    for (const name of ["1", "2", "3"]) run.file(name).rewrite(lines([`${name}a`, `${name}b`]));
    run.give(["1", "3"]);
    await run.done();
    run.give(["1", "2", "3"]);
    await run.done();
    expect(run.ids).toEqual(["1 1a", "1 1b", "2 2a", "2 2b", "3 3a", "3 3b"]);
    run.give(["2", "3"]);
    await run.done();
    expect(run.ids).toEqual(["2 2a", "2 2b", "3 3a", "3 3b"]);
    run.file("3").remove();
    run.changed("3");
    await run.done();
    expect(run.ids).toEqual(["2 2a", "2 2b"]);
  });

  it("is stopped with the rows so far, and reads on from there", async () => {
    const run = started();
    const ids = Array.from({ length: 200 }, (_, i) => `s${i}`);
    run.file("1").rewrite(lines(ids, much));
    run.give(["1"]);
    while (run.ids.length === 0) await run.heardNext();
    run.reading.stop();
    expect(run.reading.phase).toBe("stopped");
    expect(run.ids.length).toBeLessThan(ids.length);
    run.file("1").append(lines(["last"]));
    run.changed("1");
    run.reading.resume();
    await run.done();
    expect(run.ids).toEqual([...ids, "last"].map((id) => `1 ${id}`));
  });

  it("frees dropped rows once they are many", async () => {
    const run = started();
    const ids = Array.from({ length: 300 }, (_, i) => `s${i}`);
    run.give(["1", "2"]);
    run.file("2").rewrite(lines(["x"]));
    let most = 0;
    for (let turn = 0; turn < 12; turn++) {
      run.file("1").replaceBy(lines(ids.map((id) => `${id}.${turn}`)));
      run.changed("1", "2");
      await run.done();
      most = Math.max(most, run.reading.table.length);
    }
    expect(most).toBeGreaterThan(2000);
    expect(run.reading.table.length).toBeLessThan(1800);
    expect(run.ids).toEqual([...ids.map((id) => `1 ${id}.11`), "2 x"]);
  });
});

const names = ["a", "b", "c"];
const step = fc.oneof(
  { arbitrary: fc.record({ what: fc.constant("append" as const), file: fc.nat(2), n: fc.nat(4) }), weight: 4 },
  { arbitrary: fc.record({ what: fc.constant("part" as const), file: fc.nat(2), n: fc.nat(60) }), weight: 3 },
  { arbitrary: fc.record({ what: fc.constant("cut" as const), file: fc.nat(2), n: fc.nat(400) }), weight: 1 },
  { arbitrary: fc.record({ what: fc.constant("replace" as const), file: fc.nat(2), n: fc.nat(4) }), weight: 1 },
  { arbitrary: fc.record({ what: fc.constant("give" as const), file: fc.nat(6), n: fc.nat(0) }), weight: 1 },
  { arbitrary: fc.record({ what: fc.constant("wait" as const), file: fc.nat(2), n: fc.nat(0) }), weight: 2 },
  { arbitrary: fc.record({ what: fc.constant("stop" as const), file: fc.nat(2), n: fc.nat(0) }), weight: 1 },
);

/** The ids of the whole lines of a text that are records, in order. */
function idsIn(text: string): string[] {
  return text.split("\n").flatMap((each) => {
    try {
      return [(JSON.parse(each) as { readonly id: string }).id];
    } catch {
      return [];
    }
  });
}

it("whatever becomes of its files and however far it has come, ends with each sample once, in the files' order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const run = new FakeRun();
      let chosen = names;
      let next = 0;
      /** The rest of the line that a file is being given. */
      const owed = new Map<string, string>();
      for (const name of names) run.file(name).rewrite(lines([`${name}${next++}`]));
      run.give(names);
      for (const { what, file, n } of steps) {
        const name = names[file] ?? "a";
        if (what === "append") {
          const ids = Array.from({ length: n }, () => `${name}${next++}`);
          run.file(name).append((owed.get(name) ?? "") + lines(ids));
          owed.delete(name);
        } else if (what === "part") {
          const whole = owed.get(name) ?? `${line(`${name}${next++}`)}\n`;
          run.file(name).append(whole.slice(0, n));
          owed.set(name, whole.slice(n));
        } else if (what === "cut") {
          const { content } = run.file(name);
          const kept = content.lastIndexOf("\n", Math.max(0, content.length - n)) + 1;
          run.file(name).rewrite(content.subarray(0, kept));
          owed.delete(name);
        } else if (what === "replace") {
          run.file(name).replaceBy(lines(Array.from({ length: n }, () => `${name}${next++}`)));
          owed.delete(name);
        } else if (what === "give") {
          chosen = names.filter((_, i) => ((file + 1) >> i) & 1);
          run.give(chosen);
        } else if (what === "wait") await run.done();
        else run.reading.stop();
        run.changed(name);
        if (what === "stop" && n === 0) run.reading.resume();
      }
      run.give(chosen);
      run.reading.resume();
      await run.done();
      const expected = chosen.flatMap((name) => idsIn(String(run.file(name).content)).map((id) => `${name} ${id}`));
      expect(run.ids).toEqual(expected);
      await run.reading.close();
      expect(run.disk.open_).toBe(0);
    }),
    { numRuns: 150, seed: 19 },
  );
});
