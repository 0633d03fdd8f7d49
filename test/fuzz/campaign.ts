import type { TextChange } from "../../server/core/audit/auditedFile";
import { builtInProfiles } from "../../server/core/profiles/builtIn";
import { Random } from "../support/random";
import { strictAuditor } from "../support/strictAuditor";
import { checkAudit, checkEdits, checkTraceFile, checkTree, parserOf } from "./laws";
import { mutate } from "./mutators";
import { sampleOf } from "./samples";
import { seeds, toolLists, traceFiles } from "./seeds";

/** One input: a text, and what is asked of it. */
interface Case {
  readonly name: string;
  readonly text: string;
  readonly check: (text: string) => void;
}

export interface Failure {
  readonly seed: number;
  readonly index: number;
  readonly name: string;
  readonly law: string;
  /** The smallest text found that breaks a law. */
  readonly text: string;
}

/** Checks the inputs `from` to `to` of a seed; the first that breaks a law is handed back, shrunk. */
export function runCampaign(seed: number, from: number, to: number): Failure | undefined {
  for (let index = from; index < to; index++) {
    const { name, text, check } = caseOf(seed, index);
    const law = brokenLaw(check, text);
    if (law === undefined) continue;
    const small = shrink(text, (candidate) => brokenLaw(check, candidate) !== undefined);
    return { seed, index, name, law: brokenLaw(check, small) ?? law, text: small };
  }
  return undefined;
}

export function describeFailure({ seed, index, name, law, text }: Failure): string {
  return `${name}: ${law}\ninput: ${JSON.stringify(text)}\nagain: npm run fuzz -- --seed ${seed} --only ${index}`;
}

function brokenLaw(check: (text: string) => void, text: string): string | undefined {
  try {
    check(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function caseOf(seed: number, index: number): Case {
  const random = Random.of(seed, index);
  switch (index % 4) {
    case 2:
      return fileCase(random);
    case 3:
      return editCase(random);
    default:
      return traceCase(random);
  }
}

function traceCase(random: Random): Case {
  const { profile: name, trace } = random.pick(seeds);
  const fitting = builtInProfiles.find((profile) => profile.name === name);
  const profile = fitting === undefined || random.chance(0.1) ? random.pick(builtInProfiles) : fitting;
  const groundTruth = random.chance(0.4) ? maybeMutated(random.pick(seeds).trace, random) : undefined;
  const tools = random.chance(0.4) ? maybeMutated(random.pick(toolLists), random) : undefined;
  const responses = random.chance(0.3)
    ? { a: "see a doctor", b: maybeMutated('take "two" of them', random) }
    : undefined;
  return {
    name: `a trace of profile ${profile.name}`,
    text: mutate(trace, random),
    check(text) {
      checkTree(parserOf(profile)(text));
      checkAudit(sampleOf(text, groundTruth, tools, responses), profile);
    },
  };
}

function maybeMutated(text: string, random: Random): string {
  return random.chance(0.5) ? mutate(text, random) : text;
}

function fileCase(random: Random): Case {
  return { name: "a .trace file", text: mutate(random.pick(traceFiles), random), check: checkTraceFile };
}

function editCase(random: Random): Case {
  const auditor = strictAuditor();
  const series = random.below(2 ** 31);
  return {
    name: "edits of a .trace file",
    text: mutate(random.pick(traceFiles), random),
    check(text) {
      const own = new Random(series);
      const texts = [text];
      const changes: TextChange[] = [];
      for (let i = 0; i < 3; i++) {
        const old = texts.at(-1) ?? "";
        const edited = mutate(old, own);
        changes.push(changeBetween(old, edited));
        texts.push(edited);
      }
      checkEdits(auditor, texts, changes);
    },
  };
}

/** What an editor would send: the change without the common start and end. */
function changeBetween(old: string, edited: string): TextChange {
  const shorter = Math.min(old.length, edited.length);
  let start = 0;
  while (start < shorter && old[start] === edited[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === edited[edited.length - 1 - same]) same++;
  return { start, oldEnd: old.length - same, newEnd: edited.length - same };
}

/** Takes ever smaller chunks away as long as the text still breaks a law. */
function shrink(text: string, breaks: (text: string) => boolean): string {
  let small = text;
  for (let size = Math.ceil(small.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < small.length;) {
      const candidate = small.slice(0, at) + small.slice(at + size);
      if (breaks(candidate)) small = candidate;
      else at += size;
    }
  }
  return small;
}
