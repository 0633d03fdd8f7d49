import type { XmlParametersData } from "../dialect";
import { fill, type Dialect } from "../marks";
import { jsonOf, type PlainCall } from "../reading";
import { textOf } from "../typing";

/** A dialect's options for such calls. */
export function xmlOptions(dialect: Dialect): XmlParametersData {
  return dialect.body as XmlParametersData;
}

/** Writes calls as the dialect does, with their section. */
export function writeXmlCalls(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { section, block, call } = dialect.frame;
  const written = calls.map((one, i) => {
    const parameters = Object.entries(one.arguments).map(([key, value]) =>
      writeParameter(dialect, key, value, typeof value === "string" ? value : jsonOf(one, key)),
    );
    const values = { name: one.name, index: String(i + 1) };
    return (
      (block?.open ?? "") +
      fill(call?.open ?? "", values) +
      parameters.join("") +
      (call?.close ?? "") +
      (block?.close ?? "")
    );
  });
  return (section?.open ?? "") + written.join(dialect.between ?? "") + (section?.close ?? "");
}

/** Writes one parameter with its marks. */
export function writeParameter(dialect: Dialect, key: string, value: unknown, text = textOf(value)): string {
  const { parameter } = dialect.frame;
  const isString = typeof value === "string";
  const open = fill(parameter?.open ?? "", { key, string: String(isString), type: typeName(value) });
  const isMarkup = xmlOptions(dialect).cdata === true && isString && /[<&]/.test(text);
  return open + (isMarkup ? `<![CDATA[${text}]]>` : text) + (parameter?.close ?? "");
}

/** The name of a value's type in a mark. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "bigint" ? "number" : typeof value;
}
