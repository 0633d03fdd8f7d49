import { describe, expect, it } from "vitest";
import { valuesOf } from "../../../server/core/dialects/call";
import { dialects } from "../../../server/core/dialects/data";
import { readDialect } from "../../../server/core/dialects/read";
import { applyEdits } from "../../../server/core/text/edits";
import { answerIn, booking, bookingWithoutNote, isFlat, listing, prose, thought, tools } from "./texts";

const flat = dialects.filter(isFlat);

/** OLMo writes one call a line, Llama's built-in tools have a form of their own: what they cannot say is left out. */
describe("a text that a dialect wrote", () => {
  it.each(flat.map(({ id }) => id))("is read as it was meant: %s", (id) => {
    const dialect = flat.find((one) => one.id === id)!;
    if (dialect.body.kind === "pythonic" && dialect.body.suffix !== undefined) return;
    const calls = [booking, listing, bookingWithoutNote];
    const read = readDialect(answerIn(dialect, calls), dialect, { tools });
    expect(read.calls.map((call) => ({ name: call.name, arguments: valuesOf(call) }))).toEqual(calls);
    expect(read.content).toBe(prose);
    expect(read.reasoning).toBe(dialect.reasoning === undefined ? undefined : thought);
    expect(read.faults).toEqual([]);
  });

  it.each(flat.map(({ id }) => id))("is changed by a call's edits in its own syntax: %s", (id) => {
    const dialect = flat.find((one) => one.id === id)!;
    if (dialect.body.kind === "pythonic" && dialect.body.suffix !== undefined) return;
    let text = answerIn(dialect, [booking, listing]);
    const change = (
      edit: (read: ReturnType<typeof readDialect>) => ReturnType<(typeof read.calls)[number]["rename"]>,
    ) => {
      text = applyEdits(text, edit(readDialect(text, dialect, { tools })));
    };
    change((read) => read.calls[0]!.setValue("guests", 7));
    change((read) => read.calls[0]!.setValue("place", "Ö"));
    change((read) => read.calls[0]!.addArgument("note", "by the window"));
    change((read) => read.calls[0]!.removeArgument("outside"));
    change((read) => read.calls[0]!.removeArgument("place"));
    change((read) => read.calls[1]!.rename("book_table"));
    change((read) => read.calls[1]!.addArgument("place", "Kahvila"));
    change((read) => read.calls[1]!.addArgument("guests", 1));
    const read = readDialect(text, dialect, { tools });
    expect(read.calls.map((call) => ({ name: call.name, arguments: valuesOf(call) }))).toEqual([
      {
        name: "book_table",
        arguments: { guests: 7, budget: 32.5, wishes: ["window", "quiet"], note: "by the window" },
      },
      { name: "book_table", arguments: { place: "Kahvila", guests: 1 } },
    ]);
    expect(read.content).toBe(prose);
    expect(read.faults).toEqual([]);
  });
});
