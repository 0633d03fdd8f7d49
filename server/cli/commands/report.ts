import { Command } from "commander";
import { ReportCommand } from "../report/reportCommand";
import type { World } from "../world";
import { addCommonFlags } from "../flags/commonFlags";
import { addReportFlags, type ReportFlags } from "../flags/reportFlags";

/** `trace-auditor report FILES…`: the figures of a run. */
export function reportCommand(world: World, exit: (code: number) => void): Command {
  return addReportFlags(addCommonFlags(new Command("report")))
    .description("Reports a run: rewards, what costs how much, groups, judges, benchmarks, comparisons.")
    .addHelpText("after", examples)
    .action(async (files: string[], flags: ReportFlags) => {
      exit(await new ReportCommand(flags, world).run(files));
    });
}

const examples = `
Examples:
  trace-auditor report rollouts/ --by step --format html --with-samples 20 > report.html
  trace-auditor report after.jsonl --compare before.jsonl --fail-if 'mean(reward) - before.mean(reward) < -0.05'
  trace-auditor report --benchmark rewardbench judged.json`;
