/** Written by `npm run generate` from the files of this room: a rule is a file in the folder of its category. */
import { callIdRepeated } from "./calls/call-id-repeated";
import { callInReasoning } from "./calls/call-in-reasoning";
import { callWithoutResult } from "./calls/call-without-result";
import { dialectMixed } from "./calls/dialect-mixed";
import { duplicateKey } from "./calls/duplicate-key";
import { errorRepeated } from "./calls/error-repeated";
import { missingParameter } from "./calls/missing-parameter";
import { parameterType } from "./calls/parameter-type";
import { repeatedCall } from "./calls/repeated-call";
import { resultWithoutCall } from "./calls/result-without-call";
import { toolCallJson } from "./calls/tool-call-json";
import { toolCallLayout } from "./calls/tool-call-layout";
import { toolCallName } from "./calls/tool-call-name";
import { toolCallParameters } from "./calls/tool-call-parameters";
import { unknownParameter } from "./calls/unknown-parameter";
import { unknownTool } from "./calls/unknown-tool";
import { argumentCoerced } from "./groundTruth/argument-coerced";
import { argumentExtra } from "./groundTruth/argument-extra";
import { argumentMissing } from "./groundTruth/argument-missing";
import { argumentWrong } from "./groundTruth/argument-wrong";
import { callMissing } from "./groundTruth/call-missing";
import { callSpurious } from "./groundTruth/call-spurious";
import { callWrongTool } from "./groundTruth/call-wrong-tool";
import { groundTruthUnscorable } from "./groundTruth/ground-truth-unscorable";
import { matchingNotOptimal } from "./groundTruth/matching-not-optimal";
import { spuriousCallUnpunished } from "./groundTruth/spurious-call-unpunished";
import { answerInReasoning } from "./prose/answer-in-reasoning";
import { arithmeticWrong } from "./prose/arithmetic-wrong";
import { repeatedText } from "./prose/repeated-text";
import { quoteAltered } from "./quotes/quote-altered";
import { quoteFabricated } from "./quotes/quote-fabricated";
import { quoteMisattributed } from "./quotes/quote-misattributed";
import { notUnderstood } from "./records/not-understood";
import { unreadableRecord } from "./records/unreadable-record";
import { boxMissing } from "./rewards/box-missing";
import { boxesDiffer } from "./rewards/boxes-differ";
import { everyOption } from "./rewards/every-option";
import { formatSpacing } from "./rewards/format-spacing";
import { paidForNothing } from "./rewards/paid-for-nothing";
import { readerDisagreement } from "./rewards/reader-disagreement";
import { recordedByAnotherReward } from "./rewards/recorded-by-another-reward";
import { recordedScoreDiffers } from "./rewards/recorded-score-differs";
import { rubricItemTwice } from "./rubrics/rubric-item-twice";
import { rubricItemUnused } from "./rubrics/rubric-item-unused";
import { rubricJustify } from "./rubrics/rubric-justify";
import { rubricMissing } from "./rubrics/rubric-missing";
import { rubricWeights } from "./rubrics/rubric-weights";
import { blockSeparator } from "./structure/block-separator";
import { emptyBlock } from "./structure/empty-block";
import { misplacedTag } from "./structure/misplaced-tag";
import { missingTag } from "./structure/missing-tag";
import { misspelledTag } from "./structure/misspelled-tag";
import { repeatedTag } from "./structure/repeated-tag";
import { resultInvented } from "./structure/result-invented";
import { strayCloser } from "./structure/stray-closer";
import { textOutsideTags } from "./structure/text-outside-tags";
import { unclosedTag } from "./structure/unclosed-tag";
import { unknownTag } from "./structure/unknown-tag";
import { wronglyNestedTag } from "./structure/wrongly-nested-tag";
import { escapedTags } from "./template/escaped-tags";
import { fencedTrace } from "./template/fenced-trace";
import { roleWords } from "./template/role-words";
import { tagOfThePrompt } from "./template/tag-of-the-prompt";
import { templateOpener } from "./template/template-opener";
import { templateTokensLost } from "./template/template-tokens-lost";
import { cutOff } from "./truncation/cut-off";
import { endToken } from "./truncation/end-token";
import { evalAgainstVerdict } from "./verdicts/eval-against-verdict";
import { judgeSteered } from "./verdicts/judge-steered";
import { solutionMissing } from "./verdicts/solution-missing";
import { taskType } from "./verdicts/task-type";
import { verdictConflict } from "./verdicts/verdict-conflict";
import { verdictMalformed } from "./verdicts/verdict-malformed";
import { verdictMissing } from "./verdicts/verdict-missing";
import { verdictTooEarly } from "./verdicts/verdict-too-early";
import { verdictWrong } from "./verdicts/verdict-wrong";

export const rulesByCategory = {
  calls: [
    callIdRepeated,
    callInReasoning,
    callWithoutResult,
    dialectMixed,
    duplicateKey,
    errorRepeated,
    missingParameter,
    parameterType,
    repeatedCall,
    resultWithoutCall,
    toolCallJson,
    toolCallLayout,
    toolCallName,
    toolCallParameters,
    unknownParameter,
    unknownTool,
  ],
  groundTruth: [
    argumentCoerced,
    argumentExtra,
    argumentMissing,
    argumentWrong,
    callMissing,
    callSpurious,
    callWrongTool,
    groundTruthUnscorable,
    matchingNotOptimal,
    spuriousCallUnpunished,
  ],
  prose: [answerInReasoning, arithmeticWrong, repeatedText],
  quotes: [quoteAltered, quoteFabricated, quoteMisattributed],
  records: [notUnderstood, unreadableRecord],
  rewards: [
    boxMissing,
    boxesDiffer,
    everyOption,
    formatSpacing,
    paidForNothing,
    readerDisagreement,
    recordedByAnotherReward,
    recordedScoreDiffers,
  ],
  rubrics: [rubricItemTwice, rubricItemUnused, rubricJustify, rubricMissing, rubricWeights],
  structure: [
    blockSeparator,
    emptyBlock,
    misplacedTag,
    missingTag,
    misspelledTag,
    repeatedTag,
    resultInvented,
    strayCloser,
    textOutsideTags,
    unclosedTag,
    unknownTag,
    wronglyNestedTag,
  ],
  template: [escapedTags, fencedTrace, roleWords, tagOfThePrompt, templateOpener, templateTokensLost],
  truncation: [cutOff, endToken],
  verdicts: [
    evalAgainstVerdict,
    judgeSteered,
    solutionMissing,
    taskType,
    verdictConflict,
    verdictMalformed,
    verdictMissing,
    verdictTooEarly,
    verdictWrong,
  ],
};
