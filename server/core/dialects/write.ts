import { readJson } from "../json/readJson";
import { bodies } from "./bodies";
import { valuesOf, type Call } from "./call";
import { fill, type Dialect } from "./marks";
import type { PlainCall } from "./reading";

/** Calls as a dialect writes them, with their sections or messages. */
export function writeCalls(dialect: Dialect, calls: readonly PlainCall[]): string {
  const body = bodies[dialect.body.kind];
  if (dialect.messages === undefined) return body.write(dialect, calls);
  const { open, close } = dialect.messages.written;
  return calls
    .map((call) => fill(open, { name: call.name }) + body.write(dialect, [call]) + close)
    .join(dialect.between ?? "");
}

/** What another dialect needs to know to write a call. */
export function plainCall(call: Call): PlainCall {
  return {
    name: call.name ?? "",
    arguments: valuesOf(call),
    id: call.id,
    json: Object.fromEntries(writtenJson(call)),
  };
}

/**
 * The JSON of those arguments that were written in JSON, by name. This includes values typed by a schema, unless they
 * are strings: so `3.0` stays `3.0`.
 */
export function writtenJson(call: Call): Map<string, string> {
  const json = new Map<string, string>();
  for (const { name, value, typedBy, written } of call.arguments) {
    const isJson = typedBy === "json" || (typedBy === "schema" && typeof value !== "string");
    if (isJson && readJson(written).ok) json.set(name, written.trim());
    else json.delete(name);
  }
  return json;
}
