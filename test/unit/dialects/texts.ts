import { bodies } from "../../../server/core/dialects/bodies";
import type { DialectTool } from "../../../server/core/dialects/dialect";
import type { Dialect } from "../../../server/core/dialects/marks";
import type { PlainCall } from "../../../server/core/dialects/reading";

/** Tools whose parameters have every type. */
export const tools: readonly DialectTool[] = [
  {
    name: "book_table",
    parameters: {
      type: "object",
      properties: {
        place: { type: "string" },
        guests: { type: "integer" },
        budget: { type: "number" },
        outside: { type: "boolean" },
        wishes: { type: "array", items: { type: "string" } },
        note: { type: ["string", "null"] },
      },
      required: ["place"],
    },
  },
  { name: "list_tables", parameters: { type: "object", properties: {} } },
];

export const booking: PlainCall = {
  name: "book_table",
  arguments: { place: "Café <Ünder> & Co", guests: 4, budget: 32.5, outside: true, wishes: ["window", "quiet"] },
};
export const listing: PlainCall = { name: "list_tables", arguments: {} };
export const bookingWithoutNote: PlainCall = { name: "book_table", arguments: { place: "404", guests: 2, note: null } };

export const thought = "The guest wants a table, so I look.";
export const prose = "I look for a table.";

/** A whole answer as a dialect writes it: reasoning where it has marks for it, prose, calls. */
export function answerIn(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { reasoning } = dialect;
  const before = reasoning === undefined ? "" : reasoning.open + thought + (reasoning.close ?? "");
  return `${before}${prose}\n${callsIn(dialect, calls)}`;
}

/** The calls alone, in messages where the dialect has them. */
export function callsIn(dialect: Dialect, calls: readonly PlainCall[]): string {
  return bodies[dialect.body.kind].write(dialect, calls);
}

/** Dialects in whose form a text of prose and calls can be written: not those that are a run of messages. */
export function isFlat(dialect: Dialect): boolean {
  return dialect.messages === undefined && dialect.body.kind !== "lines";
}
