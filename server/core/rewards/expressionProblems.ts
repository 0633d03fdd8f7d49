import { buildTest, buildValue } from "../expressions/build";
import type { Json } from "../expressions/builder";
import { namedReaders } from "./presets";

/** A mistake in what a profile's author wrote. */
export interface ExpressionFault {
  readonly key: "value" | "gate";
  /** Begins with the place in it: "value.sum[0]: there is no value called …". */
  readonly message: string;
}

/** Mistakes in a component's expression and in its gate; undefined ones are skipped. */
export function expressionProblems(written: {
  readonly value?: unknown;
  readonly gate?: unknown;
}): readonly ExpressionFault[] {
  const { value, gate } = written;
  const found = [
    { key: "value" as const, built: value === undefined ? undefined : buildValue(value as Json, namedReaders) },
    { key: "gate" as const, built: gate === undefined ? undefined : buildTest(gate as Json, namedReaders) },
  ];
  return found.flatMap(({ key, built }) =>
    built === undefined || built.ok
      ? []
      : built.problems.map(({ path, message }) => {
          const place = path === "" ? key : `${key}.${path}`;
          return { key, message: `${place}: ${message}${message.endsWith("?") ? "" : "."}` };
        }),
  );
}
