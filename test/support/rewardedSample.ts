/** A call with two values, the first of them not the ground truth's: 2.5 of 4. */
export const rewardedSample = `@sample id=oslo profile=toolrl
@user
Weather?
@completion
<think>I look it up.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Bergen", "days": 3}}
</tool_call>
@ground_truth
<think>I look it up.</think>
<tool_call>
{"name": "weather", "parameters": {"city": "Oslo", "days": 3}}
</tool_call>
`;
