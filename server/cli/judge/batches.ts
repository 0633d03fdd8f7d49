import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BatchJoin, batchLine, customId, type BatchIndexLine } from "../../core/judge/batch/batchLine";
import { readJudgement } from "../../core/judge/flow/judgement";
import { plan, recordPrompt, type Plan } from "../../core/judge/flow/plan";
import { entrySchema, type Entry } from "../../core/judge/history/entry";
import { History } from "../../core/judge/history/history";
import type { Answer } from "../../core/judge/endpoint/answer";
import type { Prompt } from "../../core/judge/prompts/prompt";
import type { Endpoint } from "../../core/judge/endpoint/endpoint";
import { parseJson } from "../../core/judge/endpoint/json";
import type { ServerKind } from "../../core/judge/endpoint/server";
import { jsonLine } from "../../core/json/jsonLine";
import type { Sample } from "../../core/model/sample";
import { printableLine } from "../../core/text/printable";
import { whyUnreadable } from "../../node/inputs";
import { linesOf } from "../../node/lines";
import { LogFolder, usualHistoryFolder } from "../../node/logFolder";
import { sha256 } from "../../node/sha256";
import { exitCodes, Failure } from "../failure";
import type { World } from "../world";
import { filterOf, planOptions, type PlanFlags, type SampleFlags } from "../flags/judgeFlags";
import { judgementFields } from "./lines";
import { readSamples } from "./samples";
import { counted } from "../../core/text/counted";

export interface ExportFlags extends SampleFlags, PlanFlags {
  readonly out: string;
  readonly model: string;
  readonly lines: number;
  readonly server: ServerKind;
  readonly history?: string;
}

export interface ImportFlags {
  readonly of: string;
  readonly history?: string;
}

/** The most that servers accept in one file: OpenAI's own limits. */
const maxLines = 50_000;
const maxBytes = 200_000_000;
const longestLine = 64 * 1024 * 1024;

/** Batches have no address: their answers are stored under this one. */
const batchEndpoint = (model: string): Endpoint => ({
  model,
  key: undefined,
  address: {
    origin: "batch",
    socketPath: undefined,
    chat: "",
    models: "",
    root: "",
    isLoopback: true,
    isEncrypted: false,
  },
});

function historyAt(folder: string | undefined, world: World): LogFolder {
  return new LogFolder(folder === undefined ? usualHistoryFolder() : resolve(world.folder, folder));
}

/** Writes `requests-0001.jsonl` …, `index.jsonl` and `prompts.json` into a folder that has none of these files yet. */
export async function exportBatch(args: readonly string[], flags: ExportFlags, world: World): Promise<number> {
  const options = await planOptions(flags, world.folder);
  const out = resolve(world.folder, flags.out);
  await mkdir(out, { recursive: true });
  if ((await readdir(out)).some((name) => name === "index.jsonl")) {
    throw new Failure(`${flags.out} holds a batch already: import it, or export to another folder.`);
  }
  const log = historyAt(flags.history, world);
  const failures: string[] = [];
  const fail = async (message: string): Promise<void> => {
    failures.push(message);
    await world.stderr.line(message);
  };
  const files = new RequestFiles(out, Math.min(flags.lines, maxLines));
  const index: string[] = [];
  const prompts = new Map<string, Prompt>();
  let [answered, unjudgeable] = [0, 0];
  try {
    const history = await History.open(log);
    const asked = new Set<string>();
    const source = { args, recordFormat: flags.recordFormat, only: filterOf(flags), limit: flags.limit };
    for await (const placed of readSamples(source, world, fail)) {
      const planned =
        "sample" in placed
          ? plan(placed.sample, [batchEndpoint(flags.model)], options, sha256, placed.uri)
          : { problem: placed.error.message };
      if ("problem" in planned) {
        unjudgeable++;
        await world.stderr.line(`${placed.file}, record ${placed.record}: ${planned.problem}`);
        continue;
      }
      prompts.set(planned.prompt.id, planned.prompt);
      for (const task of planned.tasks) {
        const id = customId(planned.key, task);
        if (asked.has(id)) continue;
        asked.add(id);
        if ((await history.answerTo(task.request)) !== undefined) {
          answered++;
          continue;
        }
        await files.add(jsonLine(batchLine(planned.key, task, flags.server)));
        index.push(
          jsonLine(indexLine(placed as { file: string; record: number; sample: Sample }, planned, task, flags.model)),
        );
      }
    }
    await files.end();
    await writeFile(join(out, "prompts.json"), `${JSON.stringify([...prompts.values()], null, 2)}\n`);
    await writeFile(join(out, "index.jsonl"), index.map((line) => `${line}\n`).join(""));
  } finally {
    await log.close();
  }
  await world.stderr.line(
    `${counted(index.length, "request")} in ${counted(files.count, "file")} in ${flags.out}${answered > 0 ? `; ${counted(answered, "more is", "more are")} answered in the history` : ""}.`,
  );
  return failures.length > 0 || unjudgeable > 0 ? exitCodes.failure : exitCodes.fine;
}

function indexLine(
  { file, record, sample }: { readonly file: string; readonly record: number; readonly sample: Sample },
  { key, places, prompt, promptHash }: Plan,
  task: Parameters<typeof customId>[1] & { readonly request: string },
  model: string,
): BatchIndexLine {
  const { id, gold } = sample.attributes;
  return {
    custom_id: customId(key, task),
    sample: key,
    ...(places.length > 0 && { places }),
    request: task.request,
    prompt: prompt.id,
    promptHash,
    model,
    ...(task.order !== undefined && { order: task.order }),
    repeat: task.repeat,
    file,
    record,
    trace: sample.trace,
    ...(id !== undefined && { id }),
    ...(gold !== undefined && { gold }),
  };
}

/** Files of requests; each is written when it is full. */
class RequestFiles {
  count = 0;
  private lines: string[] = [];
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly most: number,
  ) {}

  async add(line: string): Promise<void> {
    const bytes = Buffer.byteLength(line) + 1;
    if (this.lines.length >= this.most || this.bytes + bytes > maxBytes) await this.end();
    this.lines.push(line);
    this.bytes += bytes;
  }

  async end(): Promise<void> {
    if (this.lines.length === 0) return;
    const name = `requests-${String(++this.count).padStart(4, "0")}.jsonl`;
    await writeFile(join(this.folder, name), this.lines.map((line) => `${line}\n`).join(""));
    this.lines = [];
    this.bytes = 0;
  }
}

/**
 * Matches results with their requests; writes a line for each, also for missing ones, and adds new ones to the history.
 */
export async function importBatch(args: readonly string[], flags: ImportFlags, world: World): Promise<number> {
  const folder = resolve(world.folder, flags.of);
  const index = await readIndex(folder, flags.of);
  const prompts = await readPrompts(folder, flags.of);
  const join = new BatchJoin(new Set(index.map(({ custom_id }) => custom_id)));
  for (const name of args) {
    try {
      for await (const line of linesOf(createReadStream(resolve(world.folder, name)), longestLine)) join.add(line);
    } catch (error) {
      throw new Failure(`${name}: cannot be read: ${whyUnreadable(error)}.`);
    }
  }
  const log = historyAt(flags.history, world);
  let [missing, failed] = [0, 0];
  try {
    const history = await History.open(log);
    for (const asked of index) {
      const result = join.resultOf(asked.custom_id);
      const { file, record, trace, id } = asked;
      if (result?.kind !== "answer") {
        if (result === undefined) missing++;
        else failed++;
        const error = {
          code: result?.code ?? "missing",
          message: printableLine(result?.message ?? "The results hold no line for it."),
        };
        await world.stdout.line(
          jsonLine({
            file,
            record,
            trace,
            id,
            model: asked.model,
            order: asked.order,
            repeat: asked.repeat,
            state: "failed",
            error,
          }),
        );
        continue;
      }
      const entry = entryOf(asked, result.answer);
      if ((await history.answerTo(asked.request)) === undefined) await history.add(entry);
      const prompt = prompts.get(asked.prompt) ?? recordPrompt;
      const judgement = readJudgement(entry, "endpoint", prompt, asked.gold);
      await world.stdout.line(jsonLine({ file, record, trace, id, ...judgementFields(judgement) }));
    }
  } finally {
    await log.close();
  }
  const told = [
    `${index.length - missing - failed} of ${counted(index.length, "request is", "requests are")} answered`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(missing > 0 ? [`${counted(missing, "is", "are")} missing`] : []),
    ...(join.duplicates > 0 ? [`${counted(join.duplicates, "answer")} came twice, and the first counts`] : []),
    ...(join.strangers > 0 ? [`${counted(join.strangers, "line belongs", "lines belong")} to another batch`] : []),
  ];
  await world.stderr.line(`${told.join("; ")}.`);
  if (missing + failed > 0)
    await world.stderr.line("Export again to another folder: it holds only what is not answered.");
  return missing + failed > 0 ? exitCodes.failure : exitCodes.fine;
}

function entryOf(asked: BatchIndexLine, answer: Answer): Entry {
  const { text, reasoning, finish, usage } = answer;
  return {
    schema: entrySchema,
    sample: asked.sample,
    ...(asked.places !== undefined && { places: asked.places }),
    request: asked.request,
    prompt: asked.prompt,
    promptHash: asked.promptHash,
    model: asked.model,
    origin: "batch",
    server: "unknown",
    time: new Date().toISOString(),
    ...(asked.order !== undefined && { order: asked.order }),
    repeat: asked.repeat,
    outcome: "answered",
    ...(finish !== undefined && { finish }),
    text,
    ...(reasoning !== undefined && { reasoning }),
    tokens: {
      ...(usage?.prompt !== undefined && { prompt: usage.prompt }),
      ...(usage?.completion !== undefined && { completion: usage.completion }),
    },
    seconds: 0,
    tries: 1,
    inFlight: 0,
    marks: [],
  };
}

async function readIndex(folder: string, shown: string): Promise<readonly BatchIndexLine[]> {
  const text = await readText(join(folder, "index.jsonl"), shown);
  return text.split("\n").flatMap((line) => (line === "" ? [] : [parseJson(line) as unknown as BatchIndexLine]));
}

async function readPrompts(folder: string, shown: string): Promise<ReadonlyMap<string, Prompt>> {
  const prompts = parseJson(await readText(join(folder, "prompts.json"), shown)) as unknown as readonly Prompt[];
  return new Map(prompts.map((prompt) => [prompt.id, prompt]));
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Failure(`${shown} holds no exported batch: ${whyUnreadable(error)}.`);
  }
}
