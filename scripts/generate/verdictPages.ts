/**
 * Writes a page for each official reader of verdicts, with its results for four answers; a test runs the reader again.
 */
import { isAbsent } from "../../server/core/expressions/absent";
import { evaluate } from "../../server/core/expressions/evaluate";
import { judgeForms, type FormReader, type JudgeForm } from "../../server/core/verdicts/forms/form";
import { presetVerdict, type PresetVerdict } from "../../server/core/verdicts/readers/presets";
import type { Sources } from "./sources";

export function verdictPages(sources: Sources): void {
  for (const { form, reader, preset } of all()) {
    sources.setText(`docs/presets/verdicts/${reader.name}.md`, page(form, reader, preset));
  }
}

/** The table of the pages, for the list of presets. */
export function verdictTable(): readonly string[] {
  return [
    "## Readers of verdicts",
    "",
    "How official programs read a judge's answer: a profile's `readers` name them, and the profile `judge` names all.",
    "",
    "| reader | program | reads | from |",
    "| --- | --- | --- | --- |",
    ...all().map(({ form, reader: { name, who }, preset }) => {
      return `| [${name}](verdicts/${name}.md) | ${who} | ${code(form.written[0] ?? "")} | ${preset.from} |`;
    }),
    "",
  ];
}

interface Entry {
  readonly form: JudgeForm;
  readonly reader: FormReader;
  readonly preset: PresetVerdict;
}

function all(): readonly Entry[] {
  return judgeForms().flatMap((form) =>
    form.readers.flatMap((reader) => {
      const preset = presetVerdict(reader.name);
      return preset === undefined ? [] : [{ form, reader, preset }];
    }),
  );
}

function page(form: JudgeForm, { name, who }: FormReader, preset: PresetVerdict): string {
  const [first = "", second] = form.written;
  const answers = [
    first,
    `The sources are named.\n\n${first}`,
    ...(second === undefined ? [] : [`At first sight one could say ${first}, but no.\n\n${second}`]),
    `${first}\n\nThat is all there is to say.`,
    "The sources are named.",
  ];
  return [
    `# ${name}`,
    "",
    `How ${who} reads a judge's verdict, as \`${preset.from}\` has it. Verdicts of this form are ${form.written.map(code).join(", ")}.`,
    "",
    "```json",
    JSON.stringify(preset.json, null, 2),
    "```",
    "",
    ...answers.flatMap((answer) => [`It ${readIn(preset, answer)} in`, "", "```text", answer, "```", ""]),
  ].join("\n");
}

function readIn({ verdict }: PresetVerdict, completion: string): string {
  const outcome = evaluate(verdict, { completion });
  return isAbsent(outcome) ? "stops with an error" : `reads \`${JSON.stringify(outcome.label)}\``;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
