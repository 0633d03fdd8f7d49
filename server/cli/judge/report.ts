import { resolve } from "node:path";
import { Command, Option } from "commander";
import { readJudgement, type Judgement } from "../../core/judge/flow/judgement";
import { promptOfEntry } from "../../core/judge/flow/promptOf";
import { History } from "../../core/judge/history/history";
import { sampleKey } from "../../core/judge/history/sampleKey";
import { placeNames } from "../../core/judge/history/samplePlace";
import { agreementReport } from "../../core/judge/report/figures";
import { judgedSample, type JudgedSample } from "../../core/judge/report/judgedSample";
import { reportText } from "../../core/judge/report/reportText";
import { jsonLine } from "../../core/json/jsonLine";
import { printableLines } from "../../core/text/printable";
import { LogFolder, usualHistoryFolder } from "../../node/logFolder";
import { sha256 } from "../../node/sha256";
import { exitCodes } from "../failure";
import { addSampleFlags, filterOf, promptOf, type SampleFlags } from "../flags/judgeFlags";
import { readSamples } from "./samples";
import type { World } from "../world";
import { counted } from "../../core/text/counted";

interface ReportFlags extends SampleFlags {
  readonly history?: string;
  readonly format: "text" | "json";
  readonly by: "subset" | "model";
  readonly prompt?: string;
}

/** `trace-auditor judge report FILES…`: how far judges agree with gold labels and with one another. */
export function judgeReportCommand(world: World, exit: (code: number) => void): Command {
  return addSampleFlags(new Command("report"))
    .description(
      "Reports how far the judgements of these samples agree with gold, with themselves and with one another.",
    )
    .option("--history <folder>", "where judgements are kept (default: in the user's state folder)")
    .option("--prompt <id or file>", "count judgements by this prompt only; for a template of your own: its file")
    .addOption(new Option("--format <form>", "form of the figures").choices(["text", "json"]).default("text"))
    .addOption(new Option("--by <what>", "figures for each").choices(["model", "subset"]).default("model"))
    .addHelpText(
      "after",
      `
Examples:
  trace-auditor judge report pairs.jsonl
  trace-auditor judge report pairs.jsonl --by subset --format json
  trace-auditor judge report pairs.jsonl --history /data/judgements --prompt rm-r1-instruct`,
    )
    .action(async (files: string[], _: unknown, command: Command) => {
      // `judge` has flags of the same name: they count wherever they are written.
      exit(await report(files, command.optsWithGlobals(), world));
    });
}

async function report(args: readonly string[], flags: ReportFlags, world: World): Promise<number> {
  const failures: string[] = [];
  const fail = async (message: string): Promise<void> => {
    failures.push(message);
    await world.stderr.line(message);
  };
  const own = flags.prompt === undefined ? undefined : await promptOf(flags.prompt, world.folder);
  const log = new LogFolder(flags.history === undefined ? usualHistoryFolder() : resolve(world.folder, flags.history));
  try {
    const history = await History.open(log);
    const judged: JudgedSample[] = [];
    let unjudged = 0;
    const earlier = { samples: 0, judgements: 0 };
    const source = { args, recordFormat: flags.recordFormat, only: filterOf(flags), limit: flags.limit };
    for await (const placed of readSamples(source, world, fail)) {
      if (!("sample" in placed)) continue;
      const { sample } = placed;
      const subset = flags.by === "subset" ? placed.subset() : undefined;
      const key = sampleKey(sample, sha256);
      const found = await history.of(key);
      const judgements = found.flatMap((entry): Judgement[] => {
        const prompt = promptOfEntry(entry.prompt, own);
        return prompt === undefined ? [] : [readJudgement(entry, "history", prompt, sample.attributes.gold)];
      });
      const places = history.knowsPlaces ? placeNames(sample, placed.uri, sha256) : [];
      const before = (await history.ofEarlierTexts(key, places)).filter(({ prompt }) => promptOfEntry(prompt, own));
      if (before.length > 0) earlier.samples++;
      earlier.judgements += before.length;
      const models = [...new Set(judgements.map(({ entry }) => entry.model))];
      if (models.length === 0) unjudged++;
      for (const model of models) {
        const ofModel = judgements.filter(({ entry }) => entry.model === model);
        judged.push(judgedSample(model, ofModel, sample, subset));
      }
    }
    if (unjudged > 0)
      await world.stderr.line(
        `${counted(unjudged, "sample has", "samples have")} no judgement and ${unjudged === 1 ? "does" : "do"} not count.`,
      );
    if (earlier.judgements > 0)
      await world.stderr.line(
        `${counted(earlier.judgements, "judgement is", "judgements are")} of an earlier text of ${counted(earlier.samples, "sample")} and ${earlier.judgements === 1 ? "does" : "do"} not count: the text has changed since.`,
      );
    if (judged.length === 0) {
      await world.stderr.line("There is no judgement of these samples: judge them first, or name the --history.");
      return exitCodes.failure;
    }
    const figures = { ...agreementReport(judged, flags.by === "subset"), earlier };
    await world.stdout.write(flags.format === "json" ? `${jsonLine(figures)}\n` : printableLines(reportText(figures)));
  } finally {
    await log.close();
  }
  return failures.length > 0 ? exitCodes.failure : exitCodes.fine;
}
