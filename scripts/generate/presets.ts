/**
 * Writes what follows from the preset rewards: their names in the schema, a page for each, and the list of the pages.
 */
import { isAbsent } from "../../server/core/expressions/absent";
import { boundsOf } from "../../server/core/expressions/bounds";
import { evaluate } from "../../server/core/expressions/evaluate";
import { servers } from "../../server/core/dialects/inferenceServers";
import { tagReaders } from "../../server/core/expressions";
import type { TagReader } from "../../server/core/expressions/tagReader";
import type { Scored } from "../../server/core/expressions/scored";
import { presetReward, presetRewardNames, type PresetReward } from "../../server/core/rewards/presets";
import { judgeForms } from "../../server/core/verdicts/forms/form";
import { presetVerdict, presetVerdictNames } from "../../server/core/verdicts/readers/presets";
import { type VerdictReader, verdictReaders } from "../../server/core/verdicts/readers/verdictReaders";
import { Random } from "../../test/support/random";
import { rollout } from "../../test/support/rollouts";
import { objectAt, type Sources } from "./sources";
import { verdictPages, verdictTable } from "./verdictPages";

export function presetTexts(sources: Sources): void {
  const presets = presetRewardNames.flatMap((name) => presetReward(name) ?? []);
  const schema = sources.json("server/core/config/trace-auditor.schema.json");
  const choice = objectAt(schema, "definitions", "rewardComponent", "properties", "preset");
  choice["enum"] = presets.map(({ name }) => name);
  choice["enumDescriptions"] = presets.map(({ from }) => `From ${from}.`);
  const readers = objectAt(schema, "definitions", "profile", "properties", "readers", "items");
  addReaders(readers);
  const random = new Random(20_261_129);
  const records = [...special, ...Array.from({ length: 600 }, () => rollout(random))];
  for (const preset of presets) sources.setText(`docs/presets/${preset.name}.md`, page(preset, records));
  verdictPages(sources);
  sources.setText("docs/presets/README.md", list(presets));
}

/** All readers that a profile can list: readers of tags, readers of verdicts, and the official ones of verdicts. */
function addReaders(readers: Record<string, unknown>): void {
  const verdicts = Object.values<VerdictReader>(verdictReaders);
  const programs = new Map(judgeForms().flatMap((form) => form.readers.map(({ name, who }) => [name, who] as const)));
  readers["enum"] = [
    ...tagReaders.map(({ id }) => id),
    ...verdicts.map(({ id }) => id),
    ...presetVerdictNames,
    ...servers.map(({ id }) => id),
  ];
  readers["enumDescriptions"] = [
    ...tagReaders.map(({ title, takes, tag }) => `${title}: ${taken[takes](`<${tag}>`)}.`),
    ...verdicts.map(
      ({ who, window }) => `${who}: ${window === null ? "the whole text" : `the last ${window} characters`}.`,
    ),
    ...presetVerdictNames.map((name) => `${programs.get(name) ?? name}, from ${presetVerdict(name)?.from ?? ""}.`),
    ...servers.map(({ title, version }) => `${title} ${version}: its parser of the traces' dialect.`),
  ];
}

/** What a reader takes from a tag, in words. */
const taken: Readonly<Record<TagReader["takes"], (tag: string) => string>> = {
  "first-to-next-tag": (tag) => `the text from the first ${tag} to the next tag`,
  first: (tag) => `the text of the first ${tag}`,
  last: (tag) => `the text of the last ${tag}`,
  all: (tag) => `the text of each ${tag}`,
};

function list(presets: readonly PresetReward[]): string {
  return [
    "# Preset rewards",
    "",
    'Official reward functions as data: a profile\'s reward names them (`{"preset": "open-r1/format"}`), and `trace-auditor score --reward NAME` scores by one.',
    "",
    "| preset | from | recorded as |",
    "| --- | --- | --- |",
    ...presets.map(
      ({ name, from, columns }) =>
        `| [${name}](${name}.md) | ${from} | ${columns.map((each) => `\`${each}\``).join(", ")} |`,
    ),
    "",
    ...verdictTable(),
  ].join("\n");
}

function page(preset: PresetReward, records: readonly Scored[]): string {
  const { name, from, columns, json } = preset;
  const [low, high] = boundsOf(json);
  const recorded =
    columns.length === 0 ? "" : ` Trainers record it as ${columns.map((each) => `\`${each}\``).join(", ")}.`;
  return [
    `# ${name}`,
    "",
    `The function of \`${from}\`, as that commit has it.${recorded}`,
    "",
    `It pays ${Number.isFinite(low) && Number.isFinite(high) ? `from ${low} to ${high}` : "what its formula gives, without a bound"}:`,
    "",
    "```json",
    JSON.stringify(json, null, 2),
    "```",
    "",
    ...examples(preset, records),
    ...traps(preset),
  ].join("\n");
}

/** The shortest records with the highest and the lowest reward; a test compares them with the values. */
function examples({ value }: PresetReward, records: readonly Scored[]): string[] {
  const paid = records.flatMap((record) => {
    const outcome = evaluate(value, record);
    return isAbsent(outcome) ? [] : [{ record, outcome }];
  });
  paid.sort((a, b) => a.record.completion.length - b.record.completion.length);
  const most = Math.max(...paid.map(({ outcome }) => outcome));
  const least = Math.min(...paid.map(({ outcome }) => outcome));
  const one = (wanted: number): string[] => {
    const found = paid.find(({ outcome }) => outcome === wanted);
    if (found === undefined) return [];
    return [`It pays ${wanted} for`, "", "```json", JSON.stringify(found.record, null, 2), "```", ""];
  };
  if (paid.length === 0) return ["There is no example: it needs what only a training run knows.", ""];
  return most === least ? one(most) : [...one(most), ...one(least)];
}

function traps({ name, json }: PresetReward): string[] {
  const text = JSON.stringify(json);
  const found: string[] = [];
  if (text.includes('"whole"')) {
    found.push(
      "It looks at prompt and completion as decoded: an `<answer>` in the prompt counts, and the assistant's header has to be there. Where a record has no prompt with its chat template, it is undecided.",
    );
  }
  if (/"(?:length|unit)":"tokens"|"overlong"/.test(text)) {
    found.push("Tokens are those that the trainer counted: without them in the record it is undecided.");
  }
  if (/"as":"(?:prm|prm-openrlhf|prime)"|"math-verify"/.test(text)) {
    found.push(
      "What training decided by symbolic comparison is not computed here: those records are undecided, and said to be.",
    );
  }
  if (/"flags":"sm"/.test(text) && text.includes('$"')) {
    found.push(
      "`$` also matches at the end of a line: text behind the last tag, on a line of its own, does not fail it.",
    );
  }
  if (/"flags":""/.test(text) && text.includes(".*?")) {
    found.push("`.` does not match a line feed: reasoning of several lines fails it.");
  }
  if (name.startsWith("verl/") || name.startsWith("trl/")) {
    found.push(
      `${name.startsWith("verl/") ? "verl" : "TRL"} decodes without special tokens: a text that still has them is another one.`,
    );
  }
  return found.length === 0 ? [] : ["## Traps", "", ...found.flatMap((each) => [`- ${each}`]), ""];
}

/** Records for graders whose cases never arise at random. */
const special: readonly Scored[] = [
  {
    completion: "<think>6 × 7.</think>\n<answer>6 * 7</answer>",
    whole: "User: make 42.\nAssistant: <think>6 × 7.</think>\n<answer>6 * 7</answer>",
    truthData: { target: 42, numbers: [6, 7] },
  },
  {
    completion: "<think>Ada tells the truth.</think><answer>(1) Ada is a knight (2) Bo is a knave</answer>",
    whole:
      "User: who?\nAssistant: <think>Ada tells the truth.</think><answer>(1) Ada is a knight (2) Bo is a knave</answer>",
    truth: ["(1) Ada is a knight\n(2) Bo is a knave"],
  },
  {
    completion: 'Action: look\nAction Input: {"a": 1}',
    truth: ['Action: look\nAction Input: {"a": 1}'],
  },
];
