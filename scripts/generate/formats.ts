/**
 * Writes what follows from the record formats: the values of their setting, and the table of docs/guides/records.md.
 */
import { jsonFormats } from "../../server/core/records/formats";
import { leftAlone } from "../../server/core/records/reading/recogniseFile";
import { objectAt, settingNamed, type Sources } from "./sources";

export function formatTexts(sources: Sources): void {
  const choice = objectAt(
    settingNamed(sources.json("package.json"), "traceAuditor.recordFormats"),
    "additionalProperties",
  );
  choice["enum"] = [leftAlone, ...jsonFormats.map(({ id }) => id)];
  choice["enumDescriptions"] = ["%setting.recordFormats.none%", ...jsonFormats.map(({ title }) => title)];
  sources.setBetweenMarks("docs/guides/records.md", "formats", [
    "| format | its records | who writes it | told by | group | step | reward, scores |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...jsonFormats.map(
      ({ id, title, fields, origin }) =>
        `| \`${id}\` | ${title} | ${origin?.writer ?? ""} | ${cell(fields)} | ${origin?.group ?? ""} | ${origin?.step ?? ""} | ${origin?.reward ?? ""} |`,
    ),
  ]);
}

/** A bar ends a cell, even within code. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
