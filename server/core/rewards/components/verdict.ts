import { VerdictForm } from "../../verdicts/verdictForm";
import { readVerdicts, type ReadingName } from "../../verdicts/verdicts";
import type { Component } from "./component";

const readers: Readonly<Record<ReadingName, string>> = {
  parsed: "the last tag for it at the top level",
  train: "RL training's reading: the last 80 characters",
  eval: "the benchmark scripts' reading: the whole text",
  sftFilter: "the reading of the filter of distilled traces: the last 100 characters",
};

/** How RM-R1 writes a verdict: in a profile that has no tag for one, the reward looks for this all the same. */
const rmR1Form = new VerdictForm(["answer"]);

/** A judge's verdict against the gold label: 1 where it is the same, else −1. */
export const verdict: Component = {
  name: "verdict",
  title: "Verdict",
  earn(source, { reading = "train" }) {
    const { sample } = source;
    const { gold } = sample.attributes;
    if (gold === undefined) return undefined;
    const form = VerdictForm.of(source.profile) ?? rmR1Form;
    const readings = readVerdicts(source.traceOf(sample.completion), form, gold);
    const read = readings[reading];
    return {
      value: read.verdict === gold ? 1 : -1,
      min: -1,
      max: 1,
      spans: read.span === undefined ? [] : [{ part: sample.completion, span: read.span }],
      detail: [`${read.verdict ?? "No verdict"} by ${readers[reading]}; gold is ${gold}.`],
      verdict: { readings, gold, reading },
    };
  },
};
