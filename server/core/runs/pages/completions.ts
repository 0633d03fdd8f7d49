import { appliedFilter } from "../../filters/appliedFilter";
import {
  filterWords,
  isNameField,
  nameFields,
  numberFields,
  textFields,
  type FilterWord,
  type NameField,
} from "../../filters/fields";
import { filterTerms } from "../../filters/filterTerms";
import { namesOf } from "../rows/rowFields";
import { nameTerm } from "../filterText";
import type { Run } from "../run";
import type { Completion, Completions } from "./page";

/** Maximum number of options at once, as in the editor. */
const maxOptions = 12;

/** A field with more names than this gives no options: they are ids, which nobody chooses from a list. */
const maxNames = 20_000;

/** What can be written at a place in a filter: fields and words, and after `field:` this run's values. */
export function completionsAt(run: Run, filter: string, cursor: number): Completions {
  const term = filterTerms(filter).find(({ start, end }) => start < cursor && cursor <= end);
  const start = term?.start ?? cursor;
  const written = filter.slice(start, cursor);
  const rest = term === undefined ? filter : filter.slice(0, term.start) + filter.slice(term.end);
  const isNegated = /^not\s+/i.exec(written)?.[0] ?? "";
  const typed = written.slice(isNegated.length);
  const [name, values] = splitAtColon(typed);
  const span = { start: start + isNegated.length, end: term?.end ?? cursor };
  const found =
    values === undefined
      ? [...fieldsWith(run, name), ...valuesWith(run, ["rule", "tool", "cause"], name, rest)]
      : isNameField(name)
        ? valuesAfter(run, name, values, rest)
        : [];
  return { span, options: found.slice(0, maxOptions), more: Math.max(0, found.length - maxOptions) };
}

function splitAtColon(typed: string): [string, string | undefined] {
  const at = typed.indexOf(":");
  return at < 0 ? [typed, undefined] : [typed.slice(0, at), typed.slice(at + 1)];
}

function fieldsWith(run: Run, prefix: string): Completion[] {
  const { table } = run;
  const components = (table.parts.ids.length > 0 ? table.parts.ids : table.components.names).map(
    (name) => `component.${name}`,
  );
  const numbers = [...numberFields, ...components].map((name) => ({
    text: name,
    note: "a number: < = > ..",
    samples: undefined,
  }));
  const names = nameFields.map((name) => ({
    text: `${name}:`,
    note: "a name; , any of, * anything",
    samples: undefined,
  }));
  const texts = textFields.map((name) => ({
    text: `${name}:`,
    note: "words in the texts, in quotes",
    samples: undefined,
  }));
  const words = filterWords.map((word) => ({ text: word, note: wordNotes[word], samples: undefined }));
  return [...numbers, ...names, ...texts, ...words].filter(({ text }) => text !== prefix && text.startsWith(prefix));
}

const wordNotes: Readonly<Record<FilterWord, string>> = {
  right: "what counts as right",
  wrong: "what does not",
  cut: "breaks off before its end",
  dead: "in a group whose rewards are all the same",
  flipped: "judged otherwise in the other order",
  fixable: "has a finding with a safe fix",
  unchecked: "nothing was checked in it",
};

/** Names from a few fields that begin with text typed without its field. */
function valuesWith(run: Run, fields: readonly NameField[], prefix: string, rest: string): Completion[] {
  return prefix === "" ? [] : fields.flatMap((field) => counted(run, field, prefix, rest, ""));
}

/** After a comma another value begins; the text before it stays. */
function valuesAfter(run: Run, field: NameField, values: string, rest: string): Completion[] {
  const comma = values.lastIndexOf(",") + 1;
  const before = values.slice(0, comma);
  return counted(run, field, values.slice(comma).replace(/^["']/, ""), rest, before);
}

function counted(run: Run, field: NameField, prefix: string, rest: string, before: string): Completion[] {
  const { names, some } = namesOf(run.table, field);
  if (names.length > maxNames) return [];
  const counts = new Uint32Array(names.length);
  const count = (code: number): boolean => {
    counts[code] = (counts[code] as number) + 1;
    return false;
  };
  for (const row of run.filter(appliedFilter(rest).filter)) some(row, count);
  return names
    .map((name, code) => ({ name, samples: counts[code] as number }))
    .filter(({ name, samples }) => samples > 0 && name.toLowerCase().startsWith(prefix.toLowerCase()))
    .sort((a, b) => b.samples - a.samples || (a.name < b.name ? -1 : 1))
    .map(({ name, samples }) => ({
      text: withBefore(nameTerm(field, name), before),
      note: fieldNotes[field] ?? "",
      samples,
    }));
}

function withBefore(term: string, before: string): string {
  const at = term.indexOf(":") + 1;
  return term.slice(0, at) + before + term.slice(at);
}

const fieldNotes: Readonly<Partial<Record<NameField, string>>> = {
  tool: "samples that call it",
  rule: "samples in which it found something",
  cause: "samples with such findings",
};
