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

/** What another dialect needs to know of a call to write it. */
export function plainCall(call: Call): PlainCall {
  const json = call.arguments
    .filter(({ typedBy, written }) => typedBy === "json" && readJson(written).ok)
    .map(({ name, written }) => [name, written]);
  return {
    name: call.name ?? "",
    arguments: valuesOf(call),
    id: call.id,
    json: Object.fromEntries(json) as Record<string, string>,
  };
}
