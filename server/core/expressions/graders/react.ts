import { readJson } from "../../json/readJson";
import { equals } from "../../python/equality";
import { stripped } from "../../python/strings";
import { undecided, type Truth } from "../absent";
import type { Grader } from "./grader";
import { whyNoTruth } from "../scored";

/** ms-swift's toolbench reward: the action and its input are the ground truth's. */
export const react: Grader = {
  name: "react",
  means: "Action and Action Input are the ground truth's",
  also: [],
  build: () => (context) => {
    const [truth] = context.record.truth ?? [];
    if (truth === undefined) return undecided(whyNoTruth(context.record));
    return gradeReact(context.record.completion, truth);
  },
};

function gradeReact(completion: string, truth: string): Truth {
  const given = partsOf(upToObservation(completion));
  const gold = partsOf(truth);
  if (given.action !== gold.action) return false;
  const a = readJson(given.input);
  const b = readJson(gold.input);
  if (!a.ok && !b.ok) return undecided("decided in training by the Rouge-L of the two inputs; not computed");
  if (!a.ok || !b.ok || a.node.type !== "object" || b.node.type !== "object") return false;
  return equals(a.node, b.node);
}

/** A completion is read up to its first observation. */
function upToObservation(text: string): string {
  const mark = "Observation:";
  const cut = text.endsWith(mark) ? text.slice(0, text.indexOf(mark)) : text;
  return stripped(cut.replaceAll("<|endoftext|>", "").replaceAll("<|im_end|>", ""));
}

function partsOf(text: string): { readonly action: string; readonly input: string } {
  const actionMark = "Action:";
  const inputMark = "Action Input:";
  const at = text.lastIndexOf(actionMark);
  const inputAt = text.lastIndexOf(inputMark);
  const rest = at < 0 ? "" : text.slice(at + actionMark.length);
  const end = rest.indexOf(inputMark);
  return {
    action: at < 0 ? "none" : stripped(end < 0 ? rest : rest.slice(0, end)),
    input: inputAt < 0 ? "{}" : stripped(text.slice(inputAt + inputMark.length)),
  };
}
