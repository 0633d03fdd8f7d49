/** An invented training run for the development page: steps of prompts with eight rollouts each, as verl dumps them. */

const cities = ["Lyon", "Bergen", "Graz", "Porto", "Turku", "Leeds", "Bilbao", "Kyoto", "Quito", "Gdańsk"];
const days = ["Monday", "Tuesday", "Friday", "Saturday", "Sunday", "12 May", "3 June", "21 August"];
const foods = ["leeks", "quince", "fennel", "lentils", "plums", "kale", "rhubarb"];

interface Task {
  readonly ask: string;
  readonly calls: readonly { readonly name: string; readonly parameters: Readonly<Record<string, string | number>> }[];
}

/** Rollouts of one prompt. */
const rollouts = 8;
/** Prompts of one step, and steps between two dumps. */
const [prompts, stride] = [10, 5];

function taskOf(prompt: number): Task {
  const pick = <T>(list: readonly T[], turn: number): T => list[(prompt * 7 + turn * 3) % list.length] as T;
  const [city, other, day, food] = [pick(cities, 1), pick(cities, 4), pick(days, 2), pick(foods, 3)];
  const people = 2 + (prompt % 7);
  const tasks: readonly Task[] = [
    { ask: `Will it rain in ${city} on ${day}?`, calls: [{ name: "get_forecast", parameters: { city, day } }] },
    {
      ask: `How is the weather in ${city} and in ${other} on ${day}?`,
      calls: [
        { name: "get_forecast", parameters: { city, day } },
        { name: "get_forecast", parameters: { city: other, day } },
      ],
    },
    {
      ask: `Book a table for ${people} in ${city} on ${day}, at 19:30.`,
      calls: [{ name: "book_table", parameters: { city, day, time: "19:30", people } }],
    },
    {
      ask: `Find a recipe with ${food} for ${people} people, nothing fried.`,
      calls: [{ name: "find_recipe", parameters: { ingredient: food, people, exclude: "fried" } }],
    },
    {
      ask: `Cheapest flight from ${city} to ${other} on ${day}, and a room for ${people} nights.`,
      calls: [
        { name: "search_flights", parameters: { from: city, to: other, day, sort: "price" } },
        { name: "search_rooms", parameters: { city: other, from: day, nights: people } },
      ],
    },
  ];
  return tasks[prompt % tasks.length] as Task;
}

/** Numbers from 0 to 1 that look random and are always the same. */
function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) / 4294967296;
  };
}

/** One record, and its file. */
export interface DevRecord {
  readonly file: string;
  readonly index: number;
  readonly step: number;
  readonly text: string;
}

/** @param variant 1 for another run over the same prompts, whose calls are more often well formed */
export function devRecord(number: number, variant = 0): DevRecord {
  const prompt = Math.floor(number / rollouts);
  const step = Math.floor(prompt / prompts) * stride;
  const next = chance(number * 2654435761 + variant * 7919);
  const luck = chance(prompt * 40503)();
  const { ask, calls } = taskOf(prompt);
  const truth = `<think> I call what the user needs. </think>\n${block(calls.map(line))}`;
  const record = {
    input: `system\nYou may call tools. Think first.\nuser\n${ask}\nassistant\n`,
    output:
      luck > 0.3 + step / 600
        ? outputOf(ask, calls, variant === 0 ? step : Math.min(step, 55), next)
        : soundOutput(calls, next, luck < 0.06),
    gts: truth,
    step,
    uid: `prompt-${prompt}`,
  };
  const index = number % (rollouts * prompts);
  return { file: `rollouts/${step}.jsonl`, index, step, text: JSON.stringify(record) };
}

const thoughts = [
  "The user wants this done with the tools at hand.",
  "Each part of the question needs its own call.",
  "The parameters are all in the question.",
  "I should not guess what was not said.",
  "The list of tools has one that fits exactly.",
  "Nothing has to be asked back.",
  "Both answers can be fetched at once.",
];

function thinking(next: () => number, step: number): string {
  const sentences = 2 + Math.floor(next() * 3 + step / 40);
  return Array.from({ length: sentences }, () => thoughts[Math.floor(next() * thoughts.length)]).join(" ");
}

function line({ name, parameters }: Task["calls"][number]): string {
  return JSON.stringify({ name, parameters }).replace(/":/g, '": ').replace(/,"/g, ', "');
}

function block(lines: readonly string[]): string {
  return `<tool_call>\n${lines.join("\n")}\n</tool_call>`;
}

function soundOutput(calls: Task["calls"], next: () => number, isWrong: boolean): string {
  const made = isWrong ? calls.map((call) => ({ ...call, name: "web_search" })) : calls;
  return `<think> ${thinking(next, 0)} </think>\n${block(made.map(line))}`;
}

function outputOf(ask: string, calls: Task["calls"], step: number, next: () => number): string {
  const think = thinking(next, step);
  const early = Math.max(0.03, 0.3 * Math.exp(-step / 26));
  const close = next() < early ? "</thinking>" : "</think>";
  const lines = calls.map(line);
  const kind = next();
  if (kind < (step < 60 ? 0.05 : 0.42)) {
    const last = lines.length - 1;
    lines[last] = (lines[last] ?? "").replace(/\}\}$/, ",}}");
  } else if (kind > 0.93)
    return `<think> ${think} ${close}\n<response> Could you tell me more about “${ask.slice(0, 20)}”? </response>`;
  else if (kind > 0.72)
    lines[0] = (lines[0] ?? "").replace(/"[^"]{1,40}"\}\}$/, '"today"}}').replace(/: \d{1,3}\}\}$/, ": 1}}");
  else if (kind > 0.62 && lines.length > 1) lines.pop();
  const text = `<think> ${think} ${close}\n${block(lines)}`;
  if (next() < (step > 85 ? 0.06 : 0.01)) return text.slice(0, -16);
  return next() < early * 0.6 ? `${text}\nI hope this helps.` : text;
}
