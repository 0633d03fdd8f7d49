/** Records for tests of the command line. */

/** A line of verl's rollout dump. */
export function verlLine(output: string, more: object = {}): string {
  return JSON.stringify({ input: "<|im_start|>user\nWeather?<|im_end|>\n<|im_start|>assistant\n", output, ...more });
}

const calling = (city: string): string =>
  `<think> I look it up. </think>\n<tool_call>\n${JSON.stringify({ name: "get_weather", parameters: { city } })}\n</tool_call>`;

/** A rollout of ToolRL; every third one has a fault that can be fixed, every fifth one is wrong. */
export function rollout(i: number, words = ""): string {
  const right = calling(`City ${i}`);
  const output = i % 5 === 0 ? calling("Rome") : i % 3 === 0 ? right.replace(" </think>", "") : right;
  return verlLine(output.replace("I look it up.", `I look it up. ${words}`), {
    gts: right,
    score: 1,
    step: i % 7,
    uid: `id-${i}`,
  });
}
