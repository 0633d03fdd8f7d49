/** A text that a test plants into an invented record: `?plant=TEXT` puts it wherever a record can hold words of others. */
import type { DevRecord } from "./devRun";

/** @param text nothing is planted if it is empty */
export function planted(record: DevRecord, text: string): DevRecord {
  if (text === "") return record;
  const word = JSON.stringify(text).slice(1, -1);
  const inText = (words: string): string =>
    words
      .replaceAll("<think> ", `<think> ${text} `)
      .replaceAll('"name": "', `"name": "${word}`)
      .replaceAll('{"city": "', `{"${word}": 1, "city": "${word}`)
      .replace("user\n", `user\n${text} `)
      .replace(/<quote_([AB])>/g, `<quote_$1>${text} `)
      .replace("1. Accuracy", `1. ${text.replace(/\s+/g, " ")}`);
  const inValue = (value: unknown, key = ""): unknown => {
    if (typeof value === "string") return ["uid", "subset"].includes(key) ? `${text}${value}` : inText(value);
    if (Array.isArray(value)) return value.map((each) => inValue(each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inValue(each, name)]));
  };
  return { ...record, file: `${text}/${record.file}`, text: JSON.stringify(inValue(JSON.parse(record.text))) };
}
