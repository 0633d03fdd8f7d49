import { jsonFormat, jsonLinesFormat } from "./json";
import type { OutputFormat } from "./outputFormat";
import { sarifFormat } from "./sarif";
import { textFormat, type TextStyle } from "./text";

export const formatNames = ["text", "json", "jsonl", "sarif"] as const;
export type FormatName = (typeof formatNames)[number];

export function outputFormat(name: FormatName, style: TextStyle, folder: string): OutputFormat {
  switch (name) {
    case "text":
      return textFormat(style);
    case "json":
      return jsonFormat;
    case "jsonl":
      return jsonLinesFormat;
    case "sarif":
      return sarifFormat(folder);
  }
}
