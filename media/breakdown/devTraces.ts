import type { OwnScore, OwnScoreFailure } from "../../server/core/rewards/ownScorer";

/** The initial text of the development page: a sample of each kind that the breakdown shows. */
export const devTraces = `@sample id=bergen profile=toolrl
@user
Weather in Oslo for three days, and a map?
@completion
<think>The user wants the weather in Oslo, and a map.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Bergen", "days": 3, "unit": "C"}}
{"name": "news", "parameters": {}}
</tool_call>
@ground_truth
<think>Weather, then a map.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Oslo", "days": 3}}
{"name": "map", "parameters": {"of": "Oslo"}}
</tool_call>
@sample id=judge profile=rm-r1 gold=B
@user
Which answer is better?
@completion
<type>Chat</type>
<rubric>
- Correct (weight: 3)
- Clear (weight: 1)
<justify>A wrong answer helps nobody.</justify>
</rubric>
<eval>Response A is clearer, though I first wrote [[B]].</eval>
<answer>[[A]]</answer>
@sample id=bare profile=toolrl
@completion
<think>Nothing to compare with.</think>
<response>Yes.</response>
`;

/** The answers of a team's own scorer, by the samples' ids: a score with components, and none. */
export const devAnswers: Readonly<Record<string, OwnScore | OwnScoreFailure>> = {
  bergen: { score: 0.4, components: { acc: 0, tool_recall: 0.5, length_penalty: -0.1 } },
  judge: { error: { code: "scorer-error", message: "No gold answer for the category Chat." } },
};
