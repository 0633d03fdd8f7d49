/**
 * The results of an expression that has no value.
 *
 * - `none`: there is nothing: no match, a text that is not a number, a division by 0.
 * - `undecided`: the record does not say. Never a guess: everything that depends on it is undecided too, unless both
 *   ways agree.
 * - `raised`: Python would raise an error here.
 */
export interface Absent {
  readonly absent: "none" | "undecided" | "raised";
  /** For people: what is missing. */
  readonly why: string;
}

export const none: Absent = { absent: "none", why: "there is nothing to read" };

export function undecided(why: string): Absent {
  return { absent: "undecided", why };
}

export function raised(why: string): Absent {
  return { absent: "raised", why };
}

export function isAbsent(outcome: unknown): outcome is Absent {
  return typeof outcome === "object" && outcome !== null && "absent" in outcome;
}

/** Is the value true? Undecided and raised are returned as they are; `none` is never true. */
export type Truth = boolean | Absent;

export function not(truth: Truth): Truth {
  return typeof truth === "boolean" ? !truth : truth;
}

/** Kleene's "all", from the left: false ends it, and so does an error; undecided waits for a false. */
export function all<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let open: Absent | undefined;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth === true) continue;
    if (truth.absent !== "undecided") return open ?? truth;
    open ??= truth;
  }
  return open ?? true;
}

/** Kleene's "any", from the left. */
export function any<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let open: Absent | undefined;
  for (const item of items) {
    const truth = test(item);
    if (truth === true) return true;
    if (truth === false) continue;
    if (truth.absent !== "undecided") return open ?? truth;
    open ??= truth;
  }
  return open ?? false;
}
