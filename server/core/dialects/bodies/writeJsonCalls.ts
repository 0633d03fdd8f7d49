import type { Dialect } from "../marks";
import { argumentsJson, type PlainCall } from "../reading";
import { jsonCallOptions } from "./jsonCallObject";

/** Writes calls as the dialect does. */
export function writeJsonCalls(dialect: Dialect, calls: readonly PlainCall[]): string {
  const options = jsonCallOptions(dialect);
  const block = dialect.frame.block;
  const objects = calls.map((call, i) => {
    const member = (key: string, json: string) => `${JSON.stringify(key)}: ${json}`;
    if (options.keyed === true) return `{${member(call.name, argumentsJson(call))}}`;
    const members = [
      member(options.name ?? "name", JSON.stringify(call.name)),
      member(options.arguments ?? "arguments", argumentsJson(call)),
    ];
    if (options.id === "tool_call_id") members.unshift(member(options.id, JSON.stringify(call.id ?? String(i))));
    return `{${members.join(", ")}}`;
  });
  const open = (options.word ?? "") + (block?.optional === true ? "" : (block?.open ?? ""));
  const close = block?.optional === true ? "" : (block?.close ?? "");
  if (options.holds === "list") return `${open}[${objects.join(", ")}]${close}`;
  if (options.holds === "lines") return `${open}${objects.join("\n")}${close}`;
  return objects.map((object) => open + object + close).join(dialect.between ?? "");
}
