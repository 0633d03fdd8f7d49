import type { JsonMember, JsonObject } from "../../json/jsonNode";
import { span, type Span } from "../../text/span";
import { onOneLine } from "./oneLine";
import type { TextEdit } from "../../text/edits";

/** What is removed together with a member of an object: the comma and the blanks between it and its neighbour. */
export function memberWithComma({ span: object, members }: JsonObject, member: JsonMember): Span {
  const at = members.indexOf(member);
  const [before, after] = [members[at - 1], members[at + 1]];
  if (after !== undefined) return span(member.key.span.start, after.key.span.start);
  if (before !== undefined) return span(before.value.span.end, member.value.span.end);
  return span(object.start + 1, object.end - 1);
}

/** A new member at the end of an object, with the same blanks as the other members. */
export function addedMember(text: string, { span: object, members }: JsonObject, key: string, value: string): TextEdit {
  const [last, before] = [members.at(-1), members.at(-2)];
  const colon = last === undefined ? ": " : text.slice(last.key.span.end, last.value.span.start);
  const written = JSON.stringify(key) + colon + onOneLine(value);
  if (last === undefined) return { span: span(object.start + 1, object.end - 1), text: written };
  const usual = colon === ":" ? "," : ", ";
  const comma = before === undefined ? usual : text.slice(before.value.span.end, last.key.span.start);
  return { span: span(last.value.span.end, last.value.span.end), text: comma + written };
}
