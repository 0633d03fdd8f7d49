import { jsonLine } from "../../core/json/jsonLine";
import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import { crashed, tooLong } from "../../core/engine/auditRecord";
import type { InputBatch } from "../input/recordBatches";
import type { Sample } from "../../core/model/sample";
import { isScored, recogniseColumns, recognitionOf, recordsLookedAt, recordsParts } from "../../core/rewards";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import { Setups, type SetupFlags } from "../audit/setup";
import type { InputFlags } from "../flags/commonFlags";
import { placedError } from "../output/placedError";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { recognitionLine } from "./recognitionLine";

/** Says for each file which official function explains its recorded scores: one JSON line per file. */
export class Recognising {
  private readonly files: FileRun<InputBatch, Found>;
  private scored: Sample[] = [];
  private name = "";
  private traces = 0;
  private unread = 0;

  constructor(
    flags: InputFlags,
    private readonly world: World,
    setup: SetupFlags,
  ) {
    const setups = new Setups(setup, world.folder, nodeFiles, (line) => void world.stderr.line(line));
    this.files = new FileRun<InputBatch, Found>({
      flags,
      world,
      setups,
      kind: "recognise",
      settings: undefined,
      start: () => (job, atRecord) => scoredIn(job, setups, atRecord),
      long: Infinity,
      // The scored samples are collected in this thread.
      onThreads: false,
      jobOf: (batch) => batch,
      write: async ({ scored, unread, failures }) => {
        this.scored.push(...scored.slice(0, recordsLookedAt - this.scored.length));
        this.unread += unread;
        for (const failure of failures) await this.files.telling.fail(failure);
      },
      begin: ({ name }) => {
        this.name = name;
        return Promise.resolve();
      },
      end: () => this.tell(),
    });
  }

  /** Recognises the inputs that the arguments name and returns the exit code. */
  async run(args: readonly string[]): Promise<number> {
    await this.files.run(args);
    return this.files.exitCode({ checked: this.traces, unchecked: 0, unread: this.unread });
  }

  private async tell(): Promise<void> {
    const samples = this.scored;
    const scored = samples.filter(isScored);
    this.scored = [];
    this.traces += samples.length;
    const line = { file: this.name, ...recognitionLine(recognitionOf(scored), scored), ...columnsIn(samples) };
    await this.world.stdout.line(jsonLine(line));
  }
}

/** The recorded parts of the reward, each recognised by itself; empty if none is recorded. */
function columnsIn(samples: readonly Sample[]): { readonly columns?: object } {
  const recorded = samples.filter(recordsParts);
  const columns = [...recogniseColumns(recorded)].map(
    ([name, said]) => [name, recognitionLine(said, recorded)] as const,
  );
  return columns.length === 0 ? {} : { columns: Object.fromEntries(columns) };
}

/** What is found in a batch. */
interface Found {
  /** The traces that record a reward, or parts of one. */
  readonly scored: readonly Sample[];
  /** Records that cannot be read. */
  readonly unread: number;
  /** Records that are too long, or over which a thread died, each as a message. */
  readonly failures: readonly string[];
}

async function scoredIn(job: BatchOfFile, setups: Setups, atRecord: (record: number) => void): Promise<Found> {
  const { auditor } = await setups.of(job.path);
  const { format } = readByOf(job, auditor);
  const scored: Sample[] = [];
  const failures: string[] = [];
  let unread = 0;
  for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
    if (deadly !== undefined) {
      failures.push(placedError(crashed(job.file, record, deadly)));
      continue;
    }
    if (record.tooLong !== undefined) {
      failures.push(placedError(tooLong(job.file, record, record.tooLong)));
      continue;
    }
    const { samples } = format.read(record.text, record.index, record);
    if (samples.length === 0) unread++;
    scored.push(...samples.filter((sample) => isScored(sample) || recordsParts(sample)));
  }
  return { scored, unread, failures };
}
