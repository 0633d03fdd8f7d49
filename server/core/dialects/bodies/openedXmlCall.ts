import { makeCall, type Argument, type Call } from "../call";
import type { Marker } from "../marks";
import type { Context } from "../reading";
import { textOf } from "../typing";
import { writeParameter } from "./writeXmlCalls";

/** A call that is being read: its opener and what was read behind it. */
export class OpenedCall {
  readonly arguments: Argument[] = [];
  end: number;
  complete = true;
  readonly start: number;
  readonly openerEnd: number;

  constructor(
    private readonly context: Context,
    private readonly opener: Marker,
    readonly name: { readonly text: string; readonly span: { readonly start: number; readonly end: number } },
  ) {
    this.start = opener.start;
    this.end = opener.end;
    this.openerEnd = opener.end;
  }

  make(place: { start: number; end: number }, outer: { start: number; end: number }): Call {
    const { dialect } = this.context;
    const { opener } = this;
    const name = this.name.text;
    const first = this.arguments[0];
    const last = this.arguments.at(-1);
    const open = dialect.frame.call?.open ?? "";
    const insertAt = opener.end + (open.endsWith("\n") && this.context.text[opener.end] === "\n" ? 1 : 0);
    const close = dialect.frame.parameter?.close ?? "";
    const layout = close.slice(close.trimEnd().length);
    return makeCall({
      name: name === "" ? undefined : name,
      namePlace: this.name.span,
      id: opener.captures["id"]?.text,
      arguments: this.arguments,
      argumentsPlace:
        first === undefined || last === undefined ? place : { start: first.place.start, end: last.place.end },
      place,
      outer,
      dialect: dialect.id,
      complete: this.complete,
      syntax: {
        name: (to) => to,
        value: (value, argument) => {
          const written = textOf(value);
          return [{ span: argument.valuePlace, text: written }];
        },
        argument: (key, value) => writeParameter(dialect, key, value).trim() + (first === undefined ? layout : ""),
        separator: layout,
        layoutBehind: last !== undefined && this.context.text.startsWith(layout, last.place.end) ? layout.length : 0,
        insertAt,
      },
    });
  }
}
