import type { Sample } from "../model/sample";

/** Does the sample's own prompt ask for that tag? Then a trace that has it follows its instructions. */
export function promptAsksFor({ turns }: Sample, name: string): boolean {
  return turns.some(
    ({ role, part }) => role !== "assistant" && role !== "tool" && part?.text.includes(`<${name}>`) === true,
  );
}
