import type { Row } from "./parquetTable";

/**
 * A row as JSON on one line. A struct has every key, so a null member counts as absent and is left out. A null column
 * is kept, because it says that a reward was not computed. Floats are written as floats even if they are whole; NaN and
 * infinities are written as in Python. Values that are not read as text (bytes) are left out.
 */
export function rowText(row: Row, floats: ReadonlySet<string>): string {
  const members: string[] = [];
  for (const [name, value] of Object.entries(row)) {
    const text = valueText(value, floats.has(name));
    if (text !== undefined) members.push(`${JSON.stringify(name)}: ${text}`);
  }
  return `{${members.join(", ")}}`;
}

function valueText(value: unknown, isFloat: boolean): string | undefined {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return numberText(value, isFloat);
    case "boolean":
    case "bigint":
      return String(value);
    case "object":
      return value === null ? "null" : objectText(value);
    default:
      return value === undefined ? "null" : undefined;
  }
}

function numberText(value: number, isFloat: boolean): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  return isFloat && Number.isInteger(value) && Math.abs(value) < 1e21
    ? `${Object.is(value, -0) ? "-0" : value}.0`
    : String(value);
}

function objectText(value: object): string | undefined {
  if (value instanceof Date) return JSON.stringify(Number.isNaN(value.getTime()) ? null : value);
  if (ArrayBuffer.isView(value)) {
    if (value instanceof Uint8Array || value instanceof DataView) return undefined;
    return `[${Array.from(value as unknown as ArrayLike<number | bigint>, (each) => valueText(each, false) ?? "null").join(", ")}]`;
  }
  if (Array.isArray(value)) return `[${value.map((each) => valueText(each, false) ?? "null").join(", ")}]`;
  const members: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    const text = valueText(member, false);
    if (text !== undefined) members.push(`${JSON.stringify(name)}: ${text}`);
  }
  return `{${members.join(", ")}}`;
}
