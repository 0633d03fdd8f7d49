import type { XmlParametersData } from "../dialect";
import type { Dialect } from "../marks";
import { jsonOf, type PlainCall } from "../reading";
import { textOf } from "../typing";

/** The options of a dialect whose arguments are pairs of keys and values. */
export function pairsOptions(dialect: Dialect): XmlParametersData {
  return dialect.body as XmlParametersData;
}

export function writePairs(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { section, block, separator } = dialect.frame;
  const written = calls.map(
    (call) =>
      (block?.open ?? "") +
      call.name +
      (separator?.open.trim() ?? "") +
      (pairsOptions(dialect).nameEnd ?? "") +
      writeArguments(dialect, call.arguments, (name) => jsonOf(call, name)) +
      (block?.close ?? ""),
  );
  return (section?.open ?? "") + written.join(dialect.between ?? "") + (section?.close ?? "");
}

export function writeArguments(
  dialect: Dialect,
  values: Readonly<Record<string, unknown>>,
  json: (name: string) => string = (name) => textOf(values[name]),
): string {
  const { key, value } = dialect.frame;
  return Object.entries(values)
    .map(([name, of]) => {
      const text = typeof of === "string" ? of : json(name);
      return (key?.open ?? "") + name + (key?.close ?? "") + (value?.open ?? "") + text + (value?.close ?? "");
    })
    .join("");
}
