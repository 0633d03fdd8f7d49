import { argumentCoerced } from "./groundTruth/argument-coerced";
import { argumentExtra } from "./groundTruth/argument-extra";
import { argumentMissing } from "./groundTruth/argument-missing";
import { argumentWrong } from "./groundTruth/argument-wrong";
import { blockSeparator } from "./structure/block-separator";
import { callMissing } from "./groundTruth/call-missing";
import { callSpurious } from "./groundTruth/call-spurious";
import { callWrongTool } from "./groundTruth/call-wrong-tool";
import { duplicateKey } from "./calls/duplicate-key";
import { evalAgainstVerdict } from "./verdicts/eval-against-verdict";
import { groundTruthUnscorable } from "./groundTruth/ground-truth-unscorable";
import { matchingNotOptimal } from "./groundTruth/matching-not-optimal";
import { misplacedTag } from "./structure/misplaced-tag";
import { missingParameter } from "./calls/missing-parameter";
import { missingTag } from "./structure/missing-tag";
import { misspelledTag } from "./structure/misspelled-tag";
import { parameterType } from "./calls/parameter-type";
import { quoteAltered } from "./quotes/quote-altered";
import { quoteFabricated } from "./quotes/quote-fabricated";
import { quoteMisattributed } from "./quotes/quote-misattributed";
import { readerDisagreement } from "./rewards/reader-disagreement";
import { recordedScoreDiffers } from "./rewards/recorded-score-differs";
import { repeatedTag } from "./structure/repeated-tag";
import { rubricItemTwice } from "./rubrics/rubric-item-twice";
import { rubricItemUnused } from "./rubrics/rubric-item-unused";
import { rubricJustify } from "./rubrics/rubric-justify";
import { rubricMissing } from "./rubrics/rubric-missing";
import { rubricWeights } from "./rubrics/rubric-weights";
import { solutionMissing } from "./verdicts/solution-missing";
import { spuriousCallUnpunished } from "./groundTruth/spurious-call-unpunished";
import { strayCloser } from "./structure/stray-closer";
import { taskType } from "./verdicts/task-type";
import { textOutsideTags } from "./structure/text-outside-tags";
import { toolCallJson } from "./calls/tool-call-json";
import { toolCallLayout } from "./calls/tool-call-layout";
import { toolCallName } from "./calls/tool-call-name";
import { toolCallParameters } from "./calls/tool-call-parameters";
import { unclosedTag } from "./structure/unclosed-tag";
import { unknownParameter } from "./calls/unknown-parameter";
import { unknownTag } from "./structure/unknown-tag";
import { unknownTool } from "./calls/unknown-tool";
import { unreadableRecord } from "./records/unreadable-record";
import { verdictConflict } from "./verdicts/verdict-conflict";
import { verdictMalformed } from "./verdicts/verdict-malformed";
import { verdictMissing } from "./verdicts/verdict-missing";
import { verdictTooEarly } from "./verdicts/verdict-too-early";
import { verdictWrong } from "./verdicts/verdict-wrong";
import { wronglyNestedTag } from "./structure/wrongly-nested-tag";
import type { Rule } from "./shared/rule";

/** All rules, in the order of docs/rules/README.md. A new rule is a file in this room and a line here. */
export const rules: readonly Rule[] = [
  unclosedTag,
  strayCloser,
  repeatedTag,
  misplacedTag,
  wronglyNestedTag,
  missingTag,
  misspelledTag,
  unknownTag,
  textOutsideTags,
  blockSeparator,
  readerDisagreement,
  toolCallJson,
  toolCallLayout,
  toolCallName,
  toolCallParameters,
  duplicateKey,
  unknownTool,
  unknownParameter,
  missingParameter,
  parameterType,
  callMissing,
  callSpurious,
  callWrongTool,
  argumentWrong,
  argumentMissing,
  argumentExtra,
  argumentCoerced,
  matchingNotOptimal,
  spuriousCallUnpunished,
  groundTruthUnscorable,
  recordedScoreDiffers,
  verdictMissing,
  verdictMalformed,
  verdictConflict,
  verdictTooEarly,
  verdictWrong,
  taskType,
  solutionMissing,
  rubricMissing,
  rubricWeights,
  rubricJustify,
  rubricItemUnused,
  rubricItemTwice,
  quoteFabricated,
  quoteMisattributed,
  quoteAltered,
  evalAgainstVerdict,
  unreadableRecord,
];

export { unreadableRecord };

/** The rule of that id. */
export function ruleNamed(id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}
