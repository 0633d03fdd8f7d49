import { expect } from "vitest";
import { emptyConfig } from "../../../server/core/config/teamConfig";
import type { Workers } from "../../../server/core/host/workers";
import { type RowsSettings, startRows } from "../../../server/core/fileIndex/rowsJob";
import { type GivenFile, type RunPorts, RunReading } from "../../../server/core/fileIndex/runReading";
import { searchKind, startSearch } from "../../../server/core/fileIndex/searchJob";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { strictAuditor } from "../../support/strictAuditor";
import { FakeDisks } from "./fakeDisks";

export const auditor = strictAuditor();
export const madeOf: RowsSettings = { config: emptyConfig, overrides: {} };

/** A line of ToolRL's dump. */
export const line = (id: string, more = ""): string => {
  const input = `user\nHow is it${more}?\nassistant\n`;
  return JSON.stringify({ input, output: `<think> ${id} </think>`, score: 1, step: 3, id });
};
export const lines = (ids: readonly string[], more = ""): string => ids.map((id) => `${line(id, more)}\n`).join("");
/** So much that two hundred lines of it are several batches. */
export const much = ". And so on".repeat(300);

/** Jobs are done in this thread, each in a turn of its own. */
function threads(): { readonly startWorkers: RunPorts["startWorkers"]; readonly started: () => number } {
  let open = 0;
  const startWorkers = (kind: string, settings: unknown): Workers<never, never> => {
    open++;
    const run = kind === searchKind ? startSearch(nodeUtf8) : startRows(settings as RowsSettings, nodeUtf8);
    return {
      room: 2,
      run: async (job) => {
        await Promise.resolve();
        return (await run(job, () => undefined)) as never;
      },
      close: () => {
        open--;
        return Promise.resolve();
      },
    };
  };
  return { startWorkers: startWorkers, started: () => open };
}

/** A run on a disk in memory. */
export class FakeRun {
  readonly disk = new FakeDisks();
  readonly workers = threads();
  private wake: (() => void)[] = [];
  readonly ports: RunPorts = {
    ...{ disk: this.disk, utf8: nodeUtf8, inflate: nodeInflate, startWorkers: this.workers.startWorkers },
    log: (said) => expect.fail(said),
  };
  readonly reading = new RunReading(this.ports, () => {
    for (const wake of this.wake.splice(0)) wake();
  });

  /** @param format what the test says that they are; null: what they look like */
  give(names: readonly string[], format: string | null = "verl"): void {
    const askedFormat = format === null ? undefined : { id: format, reason: "the test says so" };
    const setup = { auditor, asked: undefined, askedFormat, madeOf };
    this.reading.give(names.map((name): GivenFile => ({ name, uri: `file:///${name}`, setup })));
  }

  changed(...names: readonly string[]): void {
    this.reading.changed(new Set(names.map((name) => `file:///${name}`)));
  }

  file(name: string): ReturnType<FakeDisks["file"]> {
    return this.disk.file(`file:///${name}`);
  }

  async heardNext(): Promise<void> {
    await new Promise<void>((resolve) => this.wake.push(resolve));
  }

  async done(): Promise<void> {
    while (this.reading.phase === "reading") await this.heardNext();
  }

  /** Name of the file and id of each row, in the table's order. */
  get ids(): string[] {
    const { table } = this.reading;
    return [...table.all].map((row) => `${table.file.get(row) ?? ""} ${table.id.get(row) ?? ""}`);
  }
}
