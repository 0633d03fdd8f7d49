import { fixed } from "../../../runs/words";
import { section, type Section } from "../document";
import type { RunReport } from "../runReport";

/** Texts of samples, where they are asked for. */
export function samplesSection({ samples }: RunReport, digits: number): Section {
  return section("The worst samples", {
    texts: samples.flatMap(({ file, record, trace, reward, findings, prompt, completion }) => {
      const title = `${file}, record ${record}${trace === 0 ? "" : `, trace ${trace}`}: ${reward === undefined ? "no reward" : fixed(reward, digits)}${findings.length === 0 ? "" : ` (${findings.join(", ")})`}`;
      return [
        { title: `${title} · prompt`, text: prompt },
        { title: `${title} · completion`, text: completion },
      ];
    }),
  });
}
