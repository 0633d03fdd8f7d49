import { dialectOf } from "../dialects/data";
import type { Dialect } from "../dialects/marks";
import { recogniseDialect, type Recognised } from "../dialects/recognise";
import type { Sample } from "../model/sample";
import { dialectTools } from "./dialectTools";

/** The dialect that most of some traces are written in; undefined where nothing tells. */
export function dialectOfTraces(samples: readonly Sample[]): Recognised | undefined {
  const texts = samples.filter(({ unanswered }) => unanswered !== true);
  return recogniseDialect(
    texts.map((sample) => ({
      text: sample.completion.text,
      prompt: sample.turns.map(({ part }) => part?.text ?? "").join("\n"),
      tools: dialectTools(sample),
    })),
  );
}

/** The dialect of a trace: its file's, else what it shows by itself. */
export function dialectOfTrace(sample: Sample, ofFile: string | undefined): Dialect | undefined {
  const id = ofFile ?? dialectOfTraces([{ ...sample, turns: [] }])?.dialect.id;
  return id === undefined ? undefined : dialectOf(id);
}
