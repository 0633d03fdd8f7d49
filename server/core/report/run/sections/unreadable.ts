import { section, table, type Section } from "../document";
import type { RunReport } from "../runReport";
import { maxRows } from "./cells";

/** What could not be read. */
export function unreadableSection({ unreadable }: RunReport): Section {
  return section("Records that cannot be read", {
    tables: [
      table(
        "All else is counted",
        ["file", "line#", "why"],
        unreadable.slice(0, maxRows).map(({ file, line, message }) => [file, String(line + 1), message]),
        Math.max(0, unreadable.length - maxRows),
      ),
    ],
  });
}
