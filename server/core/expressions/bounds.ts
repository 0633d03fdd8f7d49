import type { Json, JsonRecord } from "./builder";

/** The smallest and largest possible value; infinite if there is no bound. */
export type Bounds = readonly [number, number];

const unbounded: Bounds = [-Infinity, Infinity];

/** The range of a value, derived from its expression. The value is never outside it. */
export function boundsOf(json: Json | undefined): Bounds {
  if (typeof json === "number") return [json, json];
  if (!isObject(json)) return unbounded;
  if (json.points !== undefined)
    return sum(lists(json.points).map(([, yes, no]) => hull([boundsOf(yes), boundsOf(no ?? 0)])));
  if (json.cases !== undefined) {
    return hull([...lists(json.cases).map(([, value]) => boundsOf(value)), boundsOf(json.else ?? 0)]);
  }
  if (json.sum !== undefined) return sum(list(json.sum).map(boundsOf));
  if (json.times !== undefined) return list(json.times).map(boundsOf).reduce(times, [1, 1]);
  if (json.minus !== undefined) {
    const [a, b] = list(json.minus).map(boundsOf);
    return a === undefined || b === undefined ? unbounded : [a[0] - b[1], a[1] - b[0]];
  }
  if (json.min !== undefined) {
    const all = list(json.min).map(boundsOf);
    return [Math.min(...all.map(([low]) => low)), Math.min(...all.map(([, high]) => high))];
  }
  if (json.divide !== undefined) {
    const [a, b] = list(json.divide).map(boundsOf);
    // Only a constant divisor keeps a bound.
    if (a === undefined || b === undefined || b[0] !== b[1] || b[0] === 0) return unbounded;
    return hull([[a[0] / b[0], a[1] / b[0]].sort((x, y) => x - y) as unknown as Bounds]);
  }
  if (json.mean !== undefined) return hull([boundsOf(json.mean), [0, 0]]);
  if (json.count !== undefined || json.length !== undefined) return [0, Infinity];
  if (json.repeats !== undefined || json.f1 !== undefined) return [0, 1];
  if (isObject(json.overlong)) return json.overlong.floor === false ? [-Infinity, 0] : [-1, 0];
  if (isObject(json.cosine)) return hull([boundsOf(json.cosine.from), boundsOf(json.cosine.to)]);
  if (json.number !== undefined || json.field !== undefined) return unbounded;
  // Everything else is a test.
  return [0, 1];
}

function hull(bounds: readonly Bounds[]): Bounds {
  return [Math.min(...bounds.map(([low]) => low)), Math.max(...bounds.map(([, high]) => high))];
}

function sum(bounds: readonly Bounds[]): Bounds {
  return [bounds.reduce((total, [low]) => total + low, 0), bounds.reduce((total, [, high]) => total + high, 0)];
}

function times(a: Bounds, b: Bounds): Bounds {
  // 0 times anything is 0.
  const products = a.flatMap((x) => b.map((y) => (x === 0 || y === 0 ? 0 : x * y)));
  return [Math.min(...products), Math.max(...products)];
}

function list(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? (json as readonly Json[]) : [];
}

function lists(json: Json): readonly (readonly Json[])[] {
  return list(json).map((row) => list(row));
}

function isObject(json: Json | undefined): json is JsonRecord {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
