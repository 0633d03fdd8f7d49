import { jsonLine } from "../../core/json/jsonLine";
import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import type { InputBatch } from "../input/recordBatches";
import type { Sample } from "../../core/model/sample";
import { isScored, recogniseColumns, recognitionOf, recordsLookedAt, recordsParts } from "../../core/rewards";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import { Setups, type SetupFlags } from "../audit/setup";
import type { InputFlags } from "../flags/commonFlags";
import { exitCodes } from "../failure";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { recognitionLine } from "./recognitionLine";

/** Says for each file which official function explains its recorded scores: one JSON line per file. */
export class Recognising {
  private readonly files: FileRun<InputBatch, readonly Sample[]>;
  private scored: Sample[] = [];
  private name = "";
  private traces = 0;

  constructor(
    flags: InputFlags,
    private readonly world: World,
    setup: SetupFlags,
  ) {
    const setups = new Setups(setup, world.folder, nodeFiles, (line) => void world.stderr.line(line));
    this.files = new FileRun<InputBatch, readonly Sample[]>({
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
      write: (found) => {
        this.scored.push(...found.slice(0, recordsLookedAt - this.scored.length));
        return Promise.resolve();
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
    return (await this.files.hasFailed(this.traces, 0)) ? exitCodes.failure : exitCodes.fine;
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

/** The traces of a batch that record a reward, or parts of one. */
async function scoredIn(
  job: BatchOfFile,
  setups: Setups,
  atRecord: (record: number) => void,
): Promise<readonly Sample[]> {
  const { auditor } = await setups.of(job.path);
  const { format } = readByOf(job, auditor);
  const found: Sample[] = [];
  for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
    if (deadly !== undefined || record.tooLong !== undefined) continue;
    const { samples } = format.read(record.text, record.index, record);
    found.push(...samples.filter((sample) => isScored(sample) || recordsParts(sample)));
  }
  return found;
}
