import type { JsonArgumentsData } from "../dialect";
import { fill, type Dialect } from "../marks";
import { argumentsJson, type PlainCall } from "../reading";

/** Calls as such a dialect writes them, in their section. */
export function writeJsonArguments(dialect: Dialect, calls: readonly PlainCall[]): string {
  const { section, call, separator } = dialect.frame;
  const { nameForm, fence } = dialect.body as JsonArgumentsData;
  const written = calls.map((one, index) => {
    const inMark = call?.open.includes("{name}") === true || dialect.messages !== undefined;
    const name = fill(nameForm ?? "{name}", { name: one.name, index: String(index) });
    const json = argumentsJson(one);
    return (
      fill(call?.open ?? "", { name: one.name }) +
      (inMark ? "" : name) +
      (separator?.open ?? "") +
      (fence === undefined ? json : fence[0] + json + fence[1]) +
      (call?.close ?? "")
    );
  });
  return (section?.open ?? "") + written.join(dialect.between ?? "") + (section?.close ?? "");
}
