import { VerdictForm } from "../../verdicts/verdictForm";
import { verdictReaders } from "../../verdicts/readers/verdictReaders";
import { readVerdicts, type ReadingName, type VerdictReadings } from "../../verdicts/verdicts";
import type { Component } from "../shape/component";
import type { Otherwise } from "../shape/reward";

const readers: Readonly<Record<ReadingName, string>> = {
  parsed: "the last tag for it at the top level",
  train: `RL training's reading: the last ${verdictReaders.train.window} characters`,
  eval: "the benchmark scripts' reading: the whole text",
  sftFilter: `the reading of the filter of distilled traces: the last ${verdictReaders.sftFilter.window} characters`,
};

const tried: readonly ReadingName[] = ["parsed", "eval", "train", "sftFilter"];

/** The form that the reward looks for if the profile has no tag for a verdict. */
const usualForm = new VerdictForm(["answer"]);

/** A judge's verdict against the gold label: 1 if they are the same, else −1. */
export const verdict: Component = {
  name: "verdict",
  listing: { values: "-1 or 1", summary: "a judge's verdict is the gold label" },
  needs: "gold",
  pays: ["verdict"],
  options: {
    reading: {
      description: "how the verdict is read",
      type: "string",
      enum: tried,
      enumDescriptions: tried.map((reading) => `By ${readers[reading]}.`),
      default: "train",
    },
  },
  asks: [],
  rereads: [],
  earn(source, options: { readonly reading?: ReadingName }, asked) {
    const { sample } = source;
    const { gold } = sample.attributes;
    if (gold === undefined) return undefined;
    const form = VerdictForm.of(source.profile) ?? usualForm;
    const readings = readVerdicts(source.traceOf(sample.completion), form, gold);
    const reading = nameOf(asked["reading"], readings) ?? options.reading ?? "train";
    const read = readings[reading];
    const value = read.verdict === gold ? 1 : -1;
    return [
      {
        id: "verdict",
        title: "Verdict",
        value,
        min: -1,
        max: 1,
        spans: read.span === undefined ? [] : [{ part: sample.completion, span: read.span }],
        detail: [`${read.verdict ?? "No verdict"} by ${readers[reading]}; gold is ${gold}.`],
        verdict: { readings, gold, reading },
        alternatives: (weight) => [{ text: `The verdict ${gold}`, gain: weight * (1 - value) }],
        otherwise: () => otherReadings(reading),
      },
    ];
  },
};

function nameOf(asked: string | number | undefined, readings: VerdictReadings): ReadingName | undefined {
  return Object.values(readings).find(({ name }) => name === asked)?.name;
}

function otherReadings(own: ReadingName): Otherwise[] {
  return tried
    .filter((reading) => reading !== own)
    .map((reading) => ({
      options: { reading },
      explanation: { kind: "reading", reading },
      words: `the reading ${reading} of the verdict gives it`,
    }));
}
