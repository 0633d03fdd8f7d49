import type { Label } from "../../expressions/node";
import type { JudgeForm } from "./form";
import { lastVerdict } from "./writtenVerdicts";
import type { ProgramLabel, ProgramReading } from "./judgedText";

/** What programs read, grouped by what they read: "RewardBench and MT-bench read A; Prometheus finds no verdict". */
export function readingsInWords(readings: readonly Pick<ProgramReading, "who" | "read">[]): string {
  if (readings.length === 0) return "which of them counts is not known";
  const byWhat = new Map<string, string[]>();
  for (const { who, read } of readings) {
    const what = labelInWords(read);
    const group = byWhat.get(what);
    if (group === undefined) byWhat.set(what, [who]);
    else group.push(who);
  }
  return [...byWhat]
    .map(([what, who]) => {
      const verb = what === noVerdict ? "find" : what === stops ? "stop" : "read";
      return `${listOf(who, "and")} ${who.length === 1 ? `${verb}s` : verb} ${what}`;
    })
    .join("; ");
}

/** How verdicts of a form are written: "`[[A]]`, `[[B]]` or `[[C]]`". */
export function writtenInWords({ written }: JudgeForm): string {
  return listOf(
    written.map((each) => `\`${each}\``),
    "or",
  );
}

/** How a verdict with this label is written in a form; undefined if the form has no such label. */
export function writtenAs({ written, verdict }: JudgeForm, given: string): string | undefined {
  const label = plainLabel(given);
  const same = written.find((each) => lastVerdict(each, verdict)?.label.toLowerCase() === label.toLowerCase());
  const [only, ...others] = written;
  if (same !== undefined || only === undefined || others.length > 0) return same;
  const example = lastVerdict(only, verdict);
  const made = example && only.replace(example.label, () => label);
  return made !== undefined && lastVerdict(made, verdict)?.label === label ? made : undefined;
}

const words = ["zero", "one", "two", "three", "four", "five"];

/** A label in plain signs: `A≫B` and `B << A` are `A>>B`, "four" is 4. */
function plainLabel(label: string): string {
  const word = words.indexOf(label.toLowerCase());
  if (word >= 0) return String(word);
  if (!/[<>≪≫]/.test(label)) return label;
  const plain = label.replace(/\s/g, "").replace("≫", ">>").replace("≪", "<<");
  return plain.replace(/^(\w)(<{1,2})(\w)$/, (_, left: string, than: string, right: string) => {
    return right + ">".repeat(than.length) + left;
  });
}

/** The programs that read a form: "RewardBench, MT-bench (FastChat) or Self-taught evaluators". */
export function programsOf({ readers }: JudgeForm): string {
  return listOf(
    readers.map(({ who }) => who),
    "or",
  );
}

const noVerdict = "no verdict";
const stops = "with an error";

function labelInWords(read: ProgramLabel): string {
  if (read === "raises") return stops;
  if (read === undefined || isNone(read.label)) return noVerdict;
  return Array.isArray(read.label) ? read.label.join(", ") : String(read.label);
}

/** Whether this is a label by which programs say that they found nothing. */
function isNone(label: Label): boolean {
  if (Array.isArray(label)) return label.length === 0;
  return label === null || label === -1 || label === "error" || label === "nan" || label === "None";
}

/** Whether a program, by its own account, finds a verdict at all. */
export function findsVerdict(read: ProgramLabel): boolean {
  return read !== undefined && read !== "raises" && !isNone(read.label);
}

function listOf(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
}
