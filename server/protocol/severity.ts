export type SeverityName = "error" | "warning" | "information";
export type SeverityCounts = Readonly<Record<SeverityName, number>>;
