import type { Disagreement } from "../dialects/inferenceServers";
import { writeJson } from "../json/looseJson";
import { shorten } from "../text/shorten";

/** What a server does otherwise than it is meant, as the end of a sentence: "drops this call". */
export function differenceInWords(difference: Disagreement): string {
  switch (difference.kind) {
    case "runs-draft":
      return `runs the draft of a call to ${nameOf(difference.call.name)}`;
    case "drops-call":
      return `drops the call to ${nameOf(difference.call.name)}`;
    case "adds-call":
      return `runs a call to ${nameOf(difference.read.name)} that nobody meant`;
    case "renames-call":
      return `takes the name ${nameOf(difference.read.name)} for ${nameOf(difference.call.name)}`;
    case "breaks-arguments":
      return `gives ${nameOf(difference.call.name)} arguments that are no JSON object`;
    case "drops-argument":
      return `loses the argument ${nameOf(difference.argument)} of ${nameOf(difference.call.name)}`;
    case "adds-argument":
      return `gives ${nameOf(difference.call.name)} an argument ${nameOf(difference.argument)} that nobody wrote`;
    case "changes-argument":
      return `reads ${valueOf(difference.value)} where ${nameOf(difference.argument)} is ${valueOf(difference.meant)}`;
  }
}

function nameOf(name: string | undefined): string {
  return name === undefined ? "an unnamed tool" : shorten(JSON.stringify(name));
}

function valueOf(value: unknown): string {
  return value === undefined ? "nothing" : shorten(writeJson(value));
}
