/** Parsing 1 MB of realistic traces, beside a scanner that only looks for `<`, and JSON.parse on JSON of the same size. */
import { createTraceParser } from "../../server/core/parse/parseTrace";
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { measurePaired, ms, table } from "./measure";
import { jsonOf, tracesOf } from "./traces";

const size = 1_000_000;

export function benchParse(print: (line: string) => void): void {
  const traces = tracesOf(size);
  const whole = traces.join("\n");
  const json = jsonOf(size);
  const profile = builtInProfiles.find(({ name }) => name === "toolrl");
  if (profile === undefined) throw new Error("there is no profile toolrl");
  const parse = createTraceParser(profile);
  const characters: Readonly<Record<string, number>> = {
    json: json.length,
    traces: traces.reduce((sum, { length }) => sum + length, 0),
  };
  const times = measurePaired(
    {
      "parse, trace by trace": () => traces.map((trace) => parse(trace).children.length),
      "parse, as one text": () => parse(whole).children.length,
      "scanner for <": () => traces.map(countOpeners),
      "JSON.parse": () => JSON.parse(json) as unknown,
    },
    { rounds: 41, warmUp: 20 },
  );
  print(`parsing ${traces.length} traces of ${(size / 1e6).toFixed(0)} MB (aim: 150 MB/s or more)`);
  const rows = times.map(({ name, median, least, most }) => {
    const megabytes = (characters[name === "JSON.parse" ? "json" : "traces"] ?? 0) / 1e6;
    const ratio = median / (times[0]?.median ?? NaN);
    return [
      name,
      ms(median),
      `${ms(least)} to ${ms(most)}`,
      `${Math.round((megabytes / median) * 1000)} MB/s`,
      `${ratio.toFixed(2)} × the first`,
    ];
  });
  table([["", "median", "range", "speed", "time"], ...rows]).forEach(print);
}

function countOpeners(text: string): number {
  let count = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) count++;
  return count;
}
