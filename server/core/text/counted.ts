/** A number and the word for what it counts: "1 file", "2,000 files". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

type SeverityCounts = Readonly<Record<"error" | "warning" | "information", number>>;

/** "2 errors", "1 warning", "3 infos", the most severe first; what there is none of is left out. */
export function severitiesInWords(counts: SeverityCounts): string[] {
  return [
    ...(counts.error > 0 ? [counted(counts.error, "error")] : []),
    ...(counts.warning > 0 ? [counted(counts.warning, "warning")] : []),
    ...(counts.information > 0 ? [counted(counts.information, "info")] : []),
  ];
}

/** How many there are of all severities together. */
export function foundCount({ error, warning, information }: SeverityCounts): number {
  return error + warning + information;
}

/** {@link severitiesInWords} as one text; "nothing found" where there is none. */
export function foundInWords(counts: SeverityCounts): string {
  return severitiesInWords(counts).join(", ") || "nothing found";
}
