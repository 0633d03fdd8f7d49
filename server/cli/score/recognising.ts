import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import type { InputBatch } from "../input/recordBatches";
import { isScored, recognitionOf, recordsLookedAt, type Recognition, type ScoredOne } from "../../core/rewards";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import { Setups, type SetupFlags } from "../audit/setup";
import type { InputFlags } from "../flags/commonFlags";
import { exitCodes } from "../failure";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";

/** Says of each file which official function explains its recorded scores: one JSON line a file. */
export class Recognising {
  private readonly files: FileRun<InputBatch, readonly ScoredOne[]>;
  private scored: ScoredOne[] = [];
  private name = "";
  private traces = 0;

  constructor(
    flags: InputFlags,
    private readonly world: World,
    setup: SetupFlags,
  ) {
    const setups = new Setups(setup, world.folder, nodeFiles, (line) => void world.stderr.line(line));
    this.files = new FileRun<InputBatch, readonly ScoredOne[]>({
      flags,
      world,
      setups,
      kind: "recognise",
      settings: undefined,
      start: () => (job, atRecord) => scoredIn(job, setups, atRecord),
      long: Infinity,
      // What was scored is collected here.
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

  /** Recognises what the arguments name and gives the exit code. */
  async run(args: readonly string[]): Promise<number> {
    await this.files.run(args);
    return (await this.files.hasFailed(this.traces, 0)) ? exitCodes.failure : exitCodes.fine;
  }

  private async tell(): Promise<void> {
    const { scored } = this;
    this.scored = [];
    this.traces += scored.length;
    const said = recognitionOf(scored);
    await this.world.stdout.write(Buffer.from(`${JSON.stringify({ file: this.name, ...told(said, scored) })}\n`));
  }
}

/** `near` names the first record that differs. */
function told(said: Recognition, scored: readonly ScoredOne[]): object {
  const names = (parts: readonly string[]): string => parts.join(" + ");
  switch (said.kind) {
    case "agrees":
      return { agrees: [names(said.with.parts)], n: said.with.agreed, undecided: said.with.undecided, near: [] };
    case "several": {
      const [first] = said.with;
      const agrees = said.with.map(({ parts }) => names(parts));
      return { agrees, n: first?.agreed ?? 0, undecided: first?.undecided ?? 0, near: [] };
    }
    case "near": {
      const near = [{ preset: names(said.with.parts), record: scored[said.differsAt]?.record ?? 0 }];
      return { agrees: [], n: said.with.agreed, undecided: said.with.undecided, near };
    }
    case "few":
      return { agrees: [], n: said.scored, undecided: 0, near: [] };
    case "none":
    case "open":
      return { agrees: [], n: scored.length, undecided: 0, near: [] };
  }
}

/** The scored traces of a batch. */
async function scoredIn(
  job: BatchOfFile,
  setups: Setups,
  atRecord: (record: number) => void,
): Promise<readonly ScoredOne[]> {
  const { auditor } = await setups.of(job.path);
  const { format } = readByOf(job, auditor);
  const found: ScoredOne[] = [];
  for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
    if (deadly !== undefined || record.tooLong !== undefined) continue;
    const { samples } = format.read(record.text, record.index, record.unfinished);
    found.push(...samples.filter(isScored));
  }
  return found;
}
