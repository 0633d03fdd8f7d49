import type { Scope } from "../scope";

/** Computes something of a scope once: a page asks again each time when it lists others of the same samples. */
export function oncePerScope<T>(compute: (scope: Scope) => T): (scope: Scope) => T {
  const known = new WeakMap<Scope, { readonly of: T }>();
  return (scope) => {
    let found = known.get(scope);
    if (found === undefined) known.set(scope, (found = { of: compute(scope) }));
    return found.of;
  };
}
