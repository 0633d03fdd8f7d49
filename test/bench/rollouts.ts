/** Rollouts of ToolRL as verl dumps them; four of ten have a fault. */

const length = 3300;
const rolloutsPerPrompt = 4;
const promptsPerStep = 512;

const call = (name: string, parameters: object): string => JSON.stringify({ name, parameters });

const trace = (reasoning: string, calls: readonly string[]): string =>
  `<think> ${reasoning} </think>\n<tool_call>\n${calls.join("\n")}\n</tool_call>`;

export interface Rollout {
  readonly input: string;
  readonly output: string;
  readonly gts: string;
  readonly score: number;
  readonly step: number;
  readonly id: string;
}

/** The one with that number: a wrong value, a torn call, text behind the calls, or reasoning that is not closed. */
export function rollout(i: number): Rollout {
  const asked = Math.floor(i / rolloutsPerPrompt);
  const expected = [
    call("get_weather", { city: `City ${asked}`, days: asked % 9 }),
    call("find_hotel", { city: "Oslo", stars: 4, breakfast: true }),
  ];
  const kind = i % 10;
  const given =
    kind === 1
      ? [call("get_weather", { city: "Rome", days: asked % 9 })]
      : kind === 3
        ? [`${expected[0]}`.slice(0, -1)]
        : expected;
  const written = trace(
    "The user wants to know what the weather will be and where to stay, so both tools are needed. ".repeat(4),
    given,
  );
  const output = kind === 5 ? `${written}\nBye.` : kind === 7 ? written.replace(" </think>", "") : written;
  const gts = trace("Two calls are needed.", expected);
  const rest = length - output.length - gts.length - 220;
  const words = "You may call a tool where it helps; write each call on a line of its own as JSON. ";
  const system = words.repeat(Math.ceil(rest / words.length)).slice(0, rest);
  const input = `<|im_start|>system\n${system}<|im_end|>\n<|im_start|>user\nWeather?<|im_end|>\n<|im_start|>assistant\n`;
  const score = [1, 3, 5, 7].includes(kind) ? 0.5 : 4;
  return { input, output, gts, score, step: Math.floor(asked / promptsPerStep), id: `rollout-${i}` };
}
