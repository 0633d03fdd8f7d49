import { proportion } from "../statistics/proportion";
import { mean } from "../statistics/spread";
import type { ToolFigures } from "./figures/tools";
import { nameTerm } from "./filterText";
import type { Scope } from "./scope";
import { flag } from "./table/runTable";

/** Maximum number of tools in the list. */
const maxTools = 30;

/** How tools are used by the samples that pass a filter. */
export function toolFigures(scope: Scope): ToolFigures {
  const { table, n } = scope;
  const has = (row: number, bit: number): boolean => (table.flags.raw(row) & bit) !== 0;
  const calls = (row: number): number => table.calls.get(row) ?? 0;
  const truth = (row: number): boolean | undefined =>
    has(row, flag.truthIsKnown) ? has(row, flag.truthHasCalls) : undefined;
  const withoutTruth = scope.where((row) => truth(row) === false);
  const withTruth = scope.where((row) => truth(row) === true);
  const samples = samplesByTool(scope);
  const tools = [...samples].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return {
    n,
    meanCalls: n === 0 ? 0 : mean([...scope.rows].map(calls)),
    tools: tools
      .slice(0, maxTools)
      .map(([name, k]) => ({ name, share: proportion(k, n), filter: nameTerm("tool", name) })),
    moreTools: Math.max(0, tools.length - maxTools),
    errors: scope.share((row) => (table.toolErrors.get(row) ?? 0) > 0),
    relevance: withoutTruth.n === 0 ? undefined : withoutTruth.share((row) => calls(row) === 0),
    overuse: withoutTruth.n === 0 ? undefined : withoutTruth.share((row) => calls(row) > 0),
    missed: withTruth.n === 0 ? undefined : withTruth.share((row) => calls(row) === 0),
    asked: scope.share((row) => calls(row) === 0 && has(row, flag.asks)),
    entropy: toolEntropy(scope),
  };
}

/** Samples by the tools that they call. */
function samplesByTool({ table, rows }: Scope): Map<string, number> {
  const samples = new Map<string, number>();
  for (const row of rows) for (const tool of table.toolsOf(row)) samples.set(tool, (samples.get(tool) ?? 0) + 1);
  return samples;
}

/** How evenly tools are called, in bits, by the samples that call them; undefined without a call. */
export function toolEntropy(scope: Scope): number | undefined {
  const counts = [...samplesByTool(scope).values()];
  const all = counts.reduce((sum, each) => sum + each, 0);
  if (all === 0) return undefined;
  return counts.reduce((sum, each) => sum - (each / all) * Math.log2(each / all), 0) + 0;
}
